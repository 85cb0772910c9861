import Foundation
import Platform
import SalesCore
import SalesPipeline

/// `first-import.toml` in the state directory: the currency and the zone of the first import. `consume` makes the store
/// with them where no flag, variable or config file says others.
///
///     let first = FirstImport(stateDirectory: settings.stateDirectory)
///     try first.note(currency: Currency(code: "EUR"), timeZone: nil)
///     try first.values()  // [.currency: "EUR"]
struct FirstImport {
  let path: String

  init(stateDirectory: String) { path = stateDirectory + "/first-import.toml" }

  /// To be called where there is no store yet. The first word stands: what is noted already is kept.
  func note(currency: Currency?, timeZone: TimeZone?) throws {
    let wanted: [SettingKey: String?] = [.currency: currency?.code, .timeZone: timeZone?.usualName]
    let known = try values()
    let all = known.merging(wanted.compactMapValues(\.self)) { noted, _ in noted }
    guard all != known else { return }
    let lines = all.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) = \"\($0.value)\"" }
    let text = (["# Of the first import: salestop consume makes the store with this."] + lines).joined(separator: "\n")
    do throws(AtomicFile.Failure) {
      try AtomicFile(path).makeFolder()
      try AtomicFile(path).write(Array((text + "\n").utf8))
    } catch {
      throw BackendError(error, during: "note the first import in \(path)")
    }
  }

  /// `currency` and `timeZone` as far as they are noted; empty where there is no file.
  func values() throws -> [SettingKey: String] {
    try ConfigFile(path, asked: false).values.filter { [.currency, .timeZone].contains($0.key) }
  }
}
