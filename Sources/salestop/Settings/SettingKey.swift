/// The settings, each of which may come from a flag, the environment, the config file or a default. The name is the
/// same everywhere: `--max-skew`, `SALESTOP_MAX_SKEW`, `max-skew`.
enum SettingKey: String, CaseIterable {
  case log
  case store
  case kafkaConfig = "kafka-config"
  case partitions
  case replication
  case stateDir = "state-dir"
  case logFormat = "log-format"
  case currency
  case timeZone = "time-zone"
  case maxSkew = "max-skew"
  case allowedLateness = "allowed-lateness"
  case retainLog = "retain-log"
  case catalog
  case source
  case seed
  case rate
  case period
  case compare
  case theme
  case layout
  case view

  var environmentName: String { "SALESTOP_" + rawValue.uppercased().replacing("-", with: "_") }

  /// The variable that names a file with the value in it, for those that may hold a password.
  var secretFileName: String? { isAddress ? environmentName + "_FILE" : nil }

  var isAddress: Bool { self == .log || self == .store }

  /// Nil where the default depends on other settings, or there is none.
  var defaultText: String? {
    switch self {
    case .log, .store, .kafkaConfig, .replication, .stateDir, .catalog, .source, .theme, .view: nil
    case .partitions: "12"
    case .logFormat: "text"
    case .currency: "USD"
    case .timeZone: "UTC"
    case .maxSkew: "5m"
    case .allowedLateness: "60s"
    case .retainLog: "none"
    case .seed: "1"
    case .rate: "10"
    case .period: "1h"
    case .compare: "previous"
    case .layout: "standard"
    }
  }

  var help: String {
    switch self {
    case .log: "the log: a file (default: log.sqlite in the state directory), or kafka://host:9092[,host…]/topic"
    case .store: "the store: a file (default: store.sqlite in the state directory), or mongodb://host[,host…]/database"
    case .kafkaConfig: "a file of librdkafka properties, one name=value a line"
    case .partitions: "how many partitions a topic gets that produce makes"
    case .replication:
      "how many brokers keep a copy of a topic that produce makes (default: the cluster's own)"
    case .stateDir: "where log, store and the producer's name are kept (default: $XDG_STATE_HOME/salestop)"
    case .logFormat: "how messages are written on stderr: text or json"
    case .currency: "the store's one reporting currency, a code of ISO 4217; fixed when the store is made"
    case .timeZone: "the store's reporting time zone, an IANA name; fixed when the store is made"
    case .maxSkew: "how far a sale may be ahead of the log's clock; fixed when the store is made"
    case .allowedLateness: "how far behind the newest sale another one is not yet late"
    case .retainLog: "how long the log keeps consumed records: a span such as 7d, or none for ever"
    case .catalog: "the catalog of products and regions to sell from (default: the built-in one)"
    case .source: "the producer's name in its sales' ids (default: a random name made once a state directory)"
    case .seed: "sale n comes from (seed, n): the same seed gives the same sales"
    case .rate: "sales a second, or max"
    case .period: "the period shown: 15m, 1h, 7d, now/d, 2026-11-01..2026-11-07, all"
    case .compare: "the period compared with: previous, day, week, year, none"
    case .layout: "the dashboard's views: standard, wall, or a file with [[view]] tables"
    case .view: "the view to begin with, by name or number (default: the first)"
    case .theme: "a theme's name or its file (default: auto-dark, or auto-light on a light background)"
    }
  }
}
