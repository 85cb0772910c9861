import Foundation
import SalesCore
import SalesSources

/// The settings that are fixed when a store is made: currency, time zone and skew.
extension Settings {
  private static let fixed: [SettingKey] = [.currency, .timeZone, .maxSkew]

  /// These settings with those of the store, where there is one: they are its own from when it was made, and one that
  /// was set and says otherwise is an error. Where there is no store, currency and zone are those of the first import,
  /// unless they were set. It asks the store, which may be `.unavailable`.
  ///
  ///     let settings = try await common.settings().withStoresOwn()
  ///     settings.text(.currency)  // "EUR", of the store
  ///
  /// With a `log`, a store that holds the sales of another one counts for nothing. `backend` is `store()`, for a caller
  /// that has it.
  func withStoresOwn(_ backend: StoreBackend? = nil, consuming log: LogIdentity? = nil) async throws -> Settings {
    guard let own = try await (backend ?? store()).settings() else { return try withFirstImport() }
    if let log, let known = own.logIdentity, known.name != log.name { return self }
    let place = Redaction.redact(try storeAddress.text)
    let texts: [SettingKey: String] = [
      .currency: own.rules.currency.code, .timeZone: own.timeZone,
      .maxSkew: "\(own.rules.maxSkew.components.seconds)s",
    ]
    var settings = keepingCode(of: own)
    let wanted = try settings.storeSettings()
    let isSame: [SettingKey: Bool] = [
      .currency: wanted.rules.currency == own.rules.currency, .timeZone: wanted.timeZone == own.timeZone,
      .maxSkew: wanted.rules.maxSkew == own.rules.maxSkew,
    ]
    for key in Self.fixed {
      guard isUnset(key) else {
        if isSame[key] == true { continue }
        throw CommandProblem.config(
          "\(label(of: key)): \(text(key) ?? "") is not what the store \(place) was made with, \(texts[key] ?? ""); "
            + "that is fixed")
      }
      if let text = texts[key] { settings.set(key, text, .store(place)) }
    }
    return settings
  }

  /// A store that is there keeps its currency, though its code is in no list.
  private func keepingCode(of own: StoreSettings) -> Settings {
    let currency = own.rules.currency
    guard !currency.isListed, text(.currency) == currency.code else { return self }
    var settings = self
    settings.set(.currency, currency.code, .store((try? storeAddress.text).map({ Redaction.redact(value: $0) }) ?? ""))
    return settings
  }

  /// Throws for a value that no store could be made with, unless it is that of the store that is there.
  func checkStoreSettings(_ backend: StoreBackend) async throws {
    do { _ = try storeSettings() } catch {
      guard let own = try? await backend.settings() else { throw error }
      _ = try keepingCode(of: own).storeSettings()
    }
  }

  private func withFirstImport() throws -> Settings {
    let first = FirstImport(stateDirectory: stateDirectory)
    var settings = self
    for (key, text) in try first.values() where isUnset(key) { settings.set(key, text, .firstImport(first.path)) }
    return settings
  }

  /// The settings of a new store, if the first import says them; nil otherwise.
  var firstImportText: String? {
    let keys = Self.fixed.filter { if case .firstImport? = origin($0) { true } else { false } }
    if keys.isEmpty { return nil }
    return keys.map { "\($0.rawValue) \(text($0) ?? "")" }.joined(separator: ", ")
  }

  private func isUnset(_ key: SettingKey) -> Bool {
    if case .standard? = origin(key) { true } else { false }
  }

  /// The values to make a store with.
  func storeSettings() throws -> StoreSettings {
    StoreSettings(
      rules: SaleRules(currency: try currency(), maxSkew: try duration(.maxSkew)), timeZone: try timeZone().identifier)
  }

  func currency() throws -> Currency {
    let isOfStore = if case .store? = origin(.currency) { true } else { false }
    return try value(.currency, as: Currency.wanted(insteadOf: text(.currency) ?? "")) { text in
      Currency(code: text).flatMap { isOfStore || $0.isListed ? $0 : nil }
    }
  }

  func timeZone() throws -> TimeZone {
    try value(.timeZone, as: "an IANA time zone such as Europe/Paris") { TimeZone(identifier: $0) }
  }
}
