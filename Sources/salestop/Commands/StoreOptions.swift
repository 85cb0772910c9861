import ArgumentParser

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
