/// A file as a whole cannot be imported. The message may quote the file: sanitise it before it reaches a terminal.
package struct ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var message: String
  /// True where a recipe or an option is wrong for the file, rather than the file.
  package var isUsage = false

  init(_ message: String) { self.message = message }

  static func currencyBehindRows(_ path: String) -> ImportProblem {
    ImportProblem(
      "names its currency in \(path), behind the list of its rows, where it cannot be read with them; say which with "
        + "--currency")
  }

  static let eachIsForJSON = usage("--each is for JSON, and the file is CSV; leave it out")

  static func usage(_ message: String) -> ImportProblem {
    var problem = ImportProblem(message)
    problem.isUsage = true
    return problem
  }

  package var description: String { message }
}
