import ArgumentParser
import Foundation
import SalesCore

/// The settings that are fixed when a store is made.
struct StoreOptions: ParsableArguments {
  @Option(help: .init(stringLiteral: "Currency: \(SettingKey.currency.help)."))
  var currency: String?

  @Option(help: .init(stringLiteral: "Time zone: \(SettingKey.timeZone.help)."))
  var timeZone: String?

  @Option(help: .init(stringLiteral: "Skew: \(SettingKey.maxSkew.help)."))
  var maxSkew: String?

  var settings: [SettingKey: String?] {
    [.currency: currency, .timeZone: timeZone, .maxSkew: maxSkew]
  }
}

extension Settings {
  /// Nil where none of them was set: an existing store keeps its own.
  func storeSettings() throws -> StoreSettings? {
    let keys: [SettingKey] = [.currency, .timeZone, .maxSkew]
    let isSet = keys.contains { key in
      if case .standard? = origin(key) { false } else { true }
    }
    guard isSet else { return nil }
    let currency = try value(.currency, as: "an ISO 4217 code such as USD") { Currency(code: $0) }
    let zone = try value(.timeZone, as: "an IANA time zone such as Europe/Paris") {
      TimeZone(identifier: $0)?.identifier
    }
    return StoreSettings(
      rules: SaleRules(currency: currency, maxSkew: try duration(.maxSkew)), timeZone: zone)
  }
}
