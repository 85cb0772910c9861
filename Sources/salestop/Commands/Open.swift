import ArgumentParser
import Dashboard
import Foundation
import Platform
import SalesAnalytics
import SalesCore
import SalesPipeline
import SalesSources
import TextUI

struct Open: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the sales of a file: read it, say how it was understood, and open the dashboard on it.",
    discussion: """
      It works in a folder of its own (open/… in the state directory, by the files' content), so trying costs nothing and is undone by \
      deleting that. Without a terminal it prints how the files were read, one frame and the totals, and ends.
      """)

  @Argument(help: .init("Files or folders of CSV or JSON, compressed by gzip or not; - for standard input.", valueName: "file"))
  var files: [String]

  @Option(help: .init("Keep log and store in this folder.", valueName: "folder"))
  var keep: String?

  @Option(help: .init("Where folders of opened files are kept.", valueName: "folder"))
  var stateDir: String?

  @Option(help: .init("A theme's name, such as auto-light or nord, or its file.", valueName: "theme"))
  var theme: String?

  @OptionGroup(title: "Reading") var importing: ImportOptions

  mutating func validate() throws {
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

/// The way from files to a store that the dashboard can be opened on.
struct Opening: Sendable {
  let options: ImportOptions
  let settings: Settings
  let keep: String?

  /// Nil after a mere check.
  func open(_ names: [String]) async throws -> OpenedFiles? {
    let zone = try settings.value(.timeZone, as: "an IANA time zone such as Europe/Paris") { TimeZone(identifier: $0) }
    var target = ImportTarget(currency: nil, timeZone: zone)
    target.fallback = try settings.value(.currency, as: "an ISO 4217 code such as USD") { Currency(code: $0) }
    var wanted = try options.importSettings(settings, target: target)
    wanted.defaultRegion = "(none)"
    wanted.batchLimit = 20_000
    let job = ImportJob(options: options, settings: wanted, spoolFolder: settings.stateDirectory + "/open")
    let inputs = try await job.inputs(names)
    let files = try await job.examine(inputs)
    if options.check {
      try job.tell(files, try await job.append(files, to: nil), isCheck: true)
      return nil
    }
    let folder = try await folder(of: inputs)
    let chain = try await SaleChain(
      folder: folder, currency: files[0].reporting, timeZone: files[0].timeZone?.usualName ?? zone.usualName)
    var reports: [ImportReport] = []
    if !options.follow {
      reports = try await job.append(files, to: chain.log)
      try await chain.consumer.run(drain: true)
      try job.tell(files, reports, isCheck: true)
    }
    var configuration = try settings.dashboard(filter: SaleFilter())
    configuration.command = ["salestop", "dash", "--period", "all", "--store", chain.storePath]
    return OpenedFiles(job: job, files: files, reports: reports, chain: chain, configuration: configuration)
  }

  /// A folder of a person's own: the log and the store of an earlier opening are made anew there, others never.
  private static func kept(_ folder: String) throws -> String {
    let mark = folder + "/opened"
    let hasOther = ["log", "store"].contains { FileManager.default.fileExists(atPath: "\(folder)/\($0).sqlite") }
    guard !hasOther || FileManager.default.fileExists(atPath: mark) else {
      throw CommandProblem.usage("--keep: \(folder) holds a log or a store that `open` did not make; name another folder")
    }
    do throws(AtomicFile.Failure) {
      try AtomicFile(mark).makeFolder()
      try AtomicFile(mark).write(Array("Made by salestop open: log and store here are replaced by the next one.\n".utf8))
    } catch {
      throw BackendError(error, during: "keep the opened files in \(folder)")
    }
    return folder
  }

  /// One for each content and way of reading it. A folder of an earlier opening is made anew.
  private func folder(of inputs: [ImportInput]) async throws -> String {
    if let keep { return try Self.kept(settings.expanded(keep)) }
    let key = try await ImportInput.contentKey(of: inputs, and: options.fingerprint)
    return "\(settings.stateDirectory)/open/\(key)"
  }
}

/// Files that were read into a store.
struct OpenedFiles: Sendable {
  let job: ImportJob
  let files: [ExaminedFile]
  let reports: [ImportReport]
  let chain: SaleChain
  let configuration: DashboardConfiguration

  /// Opens the dashboard; a file that is followed is read meanwhile.
  func show() async throws {
    guard job.options.follow else { return try await Dash.show(chain.reader, configuration) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        _ = try await job.append(files, to: chain.log, follows: true)
        return false
      }
      group.addTask {
        try await chain.consumer.run()
        return false
      }
      group.addTask {
        try await Dash.show(chain.reader, configuration)
        return true
      }
      defer { group.cancelAll() }
      while let isScreen = try await group.next(), !isScreen {}
    }
  }

  /// One frame.
  func printFrame() async throws {
    if job.options.follow {
      _ = try await job.append(files, to: chain.log)
      try await chain.consumer.run(drain: true)
    }
    try await chain.printFrame(configuration)
  }

  /// The totals, and how to come back.
  func printTotals() async throws {
    let report = try await chain.audit()
    let read = reports.reduce(0) { $0 + $1.sales }
    if read > report.store.sales, report.conflicts == 0 {
      try Output.write("repeated  \(read - report.store.sales) of the sales are in two of the files and count once\n")
    }
    let problems = report.differences + (report.conflicts > 0 ? [ConflictText.leftOut(report.conflicts)] : [])
    let money = Money(minorUnits: report.store.revenueMinor).text(files[0].reporting)
    try Output.write(
      """
      stored    \(report.store.sales) sales, \(money) \(files[0].reporting.code)
      verify    \(problems.isEmpty ? "ok" : problems.joined(separator: "; "))
      again     salestop dash --period all --state-dir \(Output.safe(URL(fileURLWithPath: chain.folder).path))

      """)
    if !report.isOK { throw ArgumentParser.ExitCode(Exit.data) }
  }
}
