import Dashboard
import Foundation
import SalesCore
import SalesPipeline
import TextUI

/// A log and a store in one folder, with a consumer between them, all in this process.
struct SaleChain: Sendable {
  let folder: String
  let log: any SaleLog
  let store: any SaleStore
  let reader: any AuditReader

  /// Removes what an earlier run left in the folder, and refuses while one runs there.
  init(folder: String, currency: Currency? = nil, timeZone: String? = nil) async throws {
    self.folder = folder
    let paths = ["log", "store"].map { "\(folder)/\($0).sqlite" }
    try Backends.remove(files: paths.filter(FileManager.default.fileExists))
    log = try await LogBackend.sqlite(path: folder + "/log.sqlite").open(.produce)
    let files = StoreBackend.sqlite(path: folder + "/store.sqlite")
    let rules = SaleRules(currency: currency ?? .usDollar, maxSkew: .minutes(5))
    store = try await files.open(currency == nil ? nil : StoreSettings(rules: rules, timeZone: timeZone ?? "UTC"))
    reader = try await files.reader()
  }

  /// For a person who opens it again from anywhere.
  var storePath: String { URL(fileURLWithPath: folder).path + "/store.sqlite" }

  var consumer: Consumer<ContinuousClock> {
    var options = ConsumerOptions()
    options.group = store.identity
    return Consumer(log: log, store: store, options: options, clock: ContinuousClock(), now: WallClock.now)
  }

  func audit() async throws -> AuditReport {
    try await Audit(log: log, store: try await reader.snapshot()).run()
  }

  /// Opens the dashboard and leaves when it is left; meanwhile `feed` appends to the log, and the consumer stores.
  func show(
    _ configuration: DashboardConfiguration, feed: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await feed()
        return false
      }
      group.addTask {
        try await consumer.run()
        return false
      }
      group.addTask {
        try await Dash.show(reader, configuration)
        return true
      }
      defer { group.cancelAll() }
      // A failure of any part ends all and is told once the terminal is restored.
      while let isScreen = try await group.next(), !isScreen {}
    }
  }

  /// Prints a frame of 120 × 40 as text.
  func printFrame(_ configuration: DashboardConfiguration, now: Timestamp = WallClock.now()) async throws {
    var configuration = configuration
    configuration.hasColour = false
    let canvas = try await renderOnce(
      data: StoreData(reader: reader), configuration: configuration, size: Size(columns: 120, rows: 40), now: now)
    try Output.write(canvas.text() + "\n\n")
  }
}
