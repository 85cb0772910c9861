import ArgumentParser

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: .init("The log: a file, or kafka://host:9092[,host…]/topic.", valueName: "place"))
  var log: String?

  @Option(help: .init("The store: a file, or mongodb://host[,host…]/database.", valueName: "place"))
  var store: String?

  @Option(help: .init("A file of librdkafka properties, one name=value a line.", valueName: "file"))
  var kafkaConfig: String?

  @Option(help: .init("Where log, store and the producer's name are kept.", valueName: "folder"))
  var stateDir: String?

  @Option(help: .init("The config file (default: $XDG_CONFIG_HOME/salestop/config.toml).", valueName: "file"))
  var config: String?

  @Option(help: .init("How messages are written on stderr: text or json.", valueName: "format"))
  var logFormat: String?

  @Flag(help: "Print what is set and from where, and end.")
  var printConfig = false

  /// Flags > environment > config file > defaults.
  func settings(_ more: [SettingKey: String?] = [:]) throws -> Settings {
    var flags: [SettingKey: String] = [:]
    let common: [SettingKey: String?] = [
      .log: log, .store: store, .kafkaConfig: kafkaConfig, .stateDir: stateDir, .logFormat: logFormat,
    ]
    for (key, value) in common.merging(more, uniquingKeysWith: { $1 }) {
      if let value { flags[key] = value }
    }
    let settings = try Settings(flags: flags, configPath: config)
    try Messages.configure(settings)
    if printConfig { throw ConfigWish(settings: settings) }
    return settings
  }
}
