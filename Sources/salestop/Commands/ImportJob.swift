import Foundation
import SalesCore
import SalesPipeline
import SalesSources
import Synchronization

/// The import of one or more files, with what is told of it on the way.
struct ImportJob {
  let options: ImportOptions
  let settings: ImportSettings
  /// Where a pipe is kept so that it can be read twice.
  let spoolFolder: String

  /// Opens files, the files of folders, and `-` for standard input.
  func inputs(_ names: [String]) async throws -> [ImportInput] {
    var inputs: [ImportInput] = []
    for name in names {
      if name == "-" {
        inputs.append(try await ImportInput.standardInput.spooled(in: try madeFolder()))
      } else if isFolder(name) {
        guard !options.follow else {
          throw CommandProblem.usage("--follow: \(name) is a folder; name one file")
        }
        let folder = try ImportInput.files(in: name)
        for left in folder.leftOut {
          Messages.warning("\(left): left out, for it is no file of CSV or JSON by its name")
        }
        guard !folder.files.isEmpty else {
          throw CommandProblem(code: Exit.data, message: "\(name): the folder has no CSV or JSON files")
        }
        inputs += try folder.files.map { try Self.file($0) }
      } else {
        let input = try Self.file(name)
        inputs.append(input.canRewind ? input : try await input.spooled(in: try madeFolder()))
      }
    }
    return inputs
  }

  private func madeFolder() throws -> String {
    do {
      try FileManager.default.createDirectory(atPath: spoolFolder, withIntermediateDirectories: true)
    } catch {
      throw BackendError(.inputOutput, during: "make \(spoolFolder)", detail: error.systemWords)
    }
    return spoolFolder
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  static func file(_ path: String) throws -> ImportInput {
    do {
      return try ImportInput.file(path)
    } catch let error as BackendError where error.kind == .missing {
      // Not a log or store that is still to be made.
      throw CommandProblem(code: Exit.inputOutput, message: error.description)
    }
  }

  /// Reads all files once; nothing is appended where one of them cannot be read without a guess.
  func examine(_ inputs: [ImportInput]) async throws -> [ExaminedFile] {
    let bar = ProgressBar("examine")
    defer { bar.end() }
    var files: [ExaminedFile] = []
    for input in inputs {
      bar.show(nil, input.name)
      files.append(try await Self.naming(input.name) { try await importer(nil).examine(input) })
    }
    let currencies = Set(files.map(\.reporting))
    guard currencies.count < 2 else {
      throw CommandProblem(
        code: Exit.data,
        message:
          "the files are in \(currencies.map(\.code).sorted().joined(separator: " and ")); say which one the store "
          + "counts with --currency")
    }
    return files
  }

  /// Appends the files to the log, or only counts them where there is none. `follows` goes on as the file grows.
  func append(_ files: [ExaminedFile], to log: (any SaleLog)?, follows: Bool = false) async throws -> [ImportReport] {
    let rejected = try options.rejected.map { try RejectedFile($0) }
    let bar = ProgressBar(log == nil ? "check" : "import")
    defer { bar.end() }
    var reports: [ImportReport] = []
    for file in files {
      let live = follows ? try Self.follow(file) : nil
      let report = try await Self.naming(file.name) {
        try await importer(log).append(
          file, live: live, listener(file.name, bar) { try rejected?.write($0, of: file) })
      }
      reports.append(report)
      if report.isCancelled { break }
    }
    try rejected?.close()
    return reports
  }

  private static func follow(_ file: ExaminedFile) throws -> ImportInput {
    guard !file.detail.contains("gzip") else {
      throw CommandProblem.usage("\(file.name): a compressed file cannot be followed; leave --follow out")
    }
    return try ImportInput.follow(file.name) { event in
      let words =
        switch event {
        case .rotated: "it was replaced; the new one is read from its start"
        case .truncated(let lost): "it became shorter; \(lost) bytes were not read, and it is read from its start"
        case .removed: "it was removed; waiting for it to come back"
        }
      Messages.warning("\(file.name): \(words)")
    }
  }

  /// Appends a pipe's rows as they come.
  func appendPipe(
    to log: any SaleLog, onOpened: @escaping (ExaminedFile) throws -> Void
  ) async throws -> (file: ExaminedFile, report: ImportReport) {
    let rejected = try options.rejected.map { try RejectedFile($0) }
    let bar = ProgressBar("import")
    defer { bar.end() }
    let opened = Mutex<ExaminedFile?>(nil)
    let input = ImportInput.standardInput
    let listener = listener(input.name, bar) { row in
      if let file = opened.withLock({ $0 }) { try rejected?.write(row, of: file) }
    }
    let report = try await Self.naming(input.name) {
      try await importer(log).appendLive(input, listener) { file in
        opened.withLock { $0 = file }
        tell(file)
        try onOpened(file)
      }
    }
    try rejected?.close()
    guard let file = opened.withLock({ $0 }) else { throw CancellationError() }
    return (file, report)
  }

  private func listener(
    _ name: String, _ bar: ProgressBar, _ onRejected: @escaping @Sendable (RejectedRow) throws -> Void
  ) -> ImportListener {
    var listener = ImportListener()
    let told = Mutex(0)
    let follows = options.follow
    listener.onRejected = { row in
      try onRejected(row)
      // A file without an end has no summary that could tell them.
      guard follows,
        told.withLock({
          $0 += 1
          return $0 <= 10
        })
      else { return }
      bar.end()
      Messages.warning("\(row.file): line \(row.line): \(row.problem.reason.rawValue): \(row.problem.message)")
    }
    listener.onNewHeader = { line in
      bar.end()
      Messages.info("\(name): line \(line): the columns change here, and what follows is read by the new header")
    }
    listener.onRetry = { error, wait in
      bar.end()
      Messages.warning("\(error); trying again in \(Patience.text(wait))")
    }
    listener.onProgress = { bar.show($0.share, "\(name): \($0.read) rows, \($0.rejected) rejected") }
    return listener
  }

  private func importer(_ log: (any SaleLog)?) -> SaleImport<ContinuousClock> {
    SaleImport(log: log, settings: settings, clock: ContinuousClock(), wall: WallClock.now)
  }

  /// Puts the file's name before its problem.
  static func naming<Result>(_ name: String, _ work: () async throws -> Result) async throws -> Result {
    do {
      return try await work()
    } catch let problem as ImportProblem {
      throw CommandProblem(code: Exit.code(of: problem), message: "\(name): \(problem)")
    }
  }
}
