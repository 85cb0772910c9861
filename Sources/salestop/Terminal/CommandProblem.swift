/// Ends the program with an exit code and one line for a person.
struct CommandProblem: Error, CustomStringConvertible {
  var code: Int32
  var message: String

  var description: String { message }

  /// An argument or a flag cannot be used.
  static func usage(_ message: String) -> CommandProblem { CommandProblem(code: Exit.usage, message: message) }

  /// A file or a variable of the environment cannot be used.
  static func config(_ message: String) -> CommandProblem { CommandProblem(code: Exit.config, message: message) }

  /// A setting's value cannot be used. Its origin decides on the exit code: a flag is the command line's fault.
  static func setting(_ message: String, from origin: Settings.Origin?) -> CommandProblem {
    switch origin {
    case .flag?, nil: usage(message)
    default: config(message)
    }
  }
}
