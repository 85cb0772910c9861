import ArgumentParser
import Foundation

struct Open: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the sales of a file: read it, say how it was understood, and open the dashboard on it.",
    discussion: """
      It works in a folder of its own (open/… in the state directory, by the files' content), so trying costs nothing and is undone by \
      deleting that. Without a terminal it prints how the files were read, one frame and the totals, and ends.
      """)

  @Argument(
    help: .init(
      "Files or folders of CSV or JSON, compressed by gzip or not; - for standard input; or kafka://host:9092/topic.",
      valueName: "file"))
  var files: [String]

  @Option(help: .init("Keep log and store in this folder.", valueName: "folder"))
  var keep: String?

  @Option(help: .init("Where folders of opened files are kept.", valueName: "folder"))
  var stateDir: String?

  @Option(help: .init("A theme's name, such as auto-light or nord, or its file.", valueName: "theme"))
  var theme: String?

  @OptionGroup(title: "Reading") var importing: ImportOptions

  mutating func validate() throws {
    try importing.checkTopic(files, option: "open")
    if importing.follow, files.count != 1 || files == ["-"] {
      throw ValidationError("--follow goes with one file; a pipe without an end is for `produce --from - --follow`")
    }
  }

  mutating func run() async throws {
    var flags: [SettingKey: String] = [.period: "all", .compare: "none"]
    if let theme { flags[.theme] = theme }
    if let stateDir { flags[.stateDir] = stateDir }
    let settings = try Settings(flags: flags, configPath: nil)
    try Messages.configure(settings)
    let opening = Opening(options: importing, settings: settings, keep: keep)
    let names = files
    let opened = try await Stopping.onSignals { try await opening.open(names) }
    guard let opened else { return }
    if isatty(STDIN_FILENO) == 1 || names.contains("-"), isatty(STDOUT_FILENO) == 1 {
      try await opened.show()
    } else {
      try await opened.printFrame()
    }
    try await opened.printTotals()
  }
}
