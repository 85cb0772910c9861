import Dashboard
import Foundation
import Platform
import SalesCore
import SalesPipeline
import SalesSources

/// The way from files, or a topic, to a store that the dashboard can be opened on.
struct Opening: Sendable {
  let options: ImportOptions
  let settings: Settings
  let keep: String?

  /// Nil after a mere check.
  func open(_ names: [String]) async throws -> Opened? {
    let zone = try settings.timeZone()
    var target = ImportTarget(currency: nil, timeZone: zone)
    target.fallback = try settings.currency()
    var wanted = try options.importSettings(settings, target: target)
    wanted.defaultRegion = "(none)"
    wanted.batchLimit = 20_000
    if let address = names.first, TopicJob.isTopic(address) { return try await openTopic(address, wanted, zone) }
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
    var opened = try opened(chain, files[0].reporting)
    if options.follow {
      opened.feed = { try job.checkEnding(try await job.append(files, to: chain.log, follows: true)) }
      opened.fill = { try job.tell(files, try await job.append(files, to: chain.log), isCheck: true) }
    } else {
      let reports = try await job.append(files, to: chain.log)
      try await chain.consumer.run(drain: true)
      try job.tell(files, reports, isCheck: true)
      opened.read = reports.reduce(0) { $0 + $1.sales }
    }
    return opened
  }

  /// From its beginning, as a group that nobody else has.
  private func openTopic(_ address: String, _ wanted: ImportSettings, _ zone: TimeZone) async throws -> Opened {
    var wanted = wanted
    let currency = wanted.read.currency ?? wanted.target.fallback
    wanted.target.currency = currency
    var random = SystemRandomNumberGenerator()
    let name = String(UInt64.random(in: 0 ... .max, using: &random), radix: 36)
    let job = TopicJob(topic: try settings.topic(address), settings: wanted, group: "open-\(name)")
    let folder = try keep.map { try Self.kept(settings.expanded($0)) } ?? "\(settings.stateDirectory)/open/\(name)"
    let chain = try await SaleChain(folder: folder, currency: currency, timeZone: zone.usualName)
    var opened = try opened(chain, currency)
    opened.feed = { _ = try await job.run(to: chain.log, drain: false) }
    opened.fill = { job.tell(try await job.run(to: chain.log, drain: true), name: Redaction.redact(address)) }
    return opened
  }

  private func opened(_ chain: SaleChain, _ currency: Currency) throws -> Opened {
    var configuration = try settings.dashboard(filter: SaleFilter())
    configuration.command = ["salestop", "dash", "--period", "all", "--store", chain.storePath]
    return Opened(chain: chain, configuration: configuration, currency: currency)
  }

  /// A folder of a person's own: the log and the store of an earlier opening are made anew there, others never.
  private static func kept(_ folder: String) throws -> String {
    let mark = folder + "/opened"
    let hasOther = ["log", "store"].contains { FileManager.default.fileExists(atPath: "\(folder)/\($0).sqlite") }
    guard !hasOther || FileManager.default.fileExists(atPath: mark) else {
      throw CommandProblem.usage(
        "--keep: \(folder) holds a log or a store that `open` did not make; name another folder")
    }
    do throws(AtomicFile.Failure) {
      try AtomicFile(mark).makeFolder()
      try AtomicFile(mark).write(
        Array("Made by salestop open: log and store here are replaced by the next one.\n".utf8))
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
