import SalesCore
import SalesKafka
import SalesMongo
import SalesPipeline
import SalesSQLite
import Synchronization

/// A parsed address of a log; opening may be tried again and again. This file alone knows the backends' modules.
enum LogBackend: Sendable {
  enum Use { case read, produce }

  case sqlite(path: String)
  case kafka(KafkaAddress, KafkaOptions)

  func open(_ use: Use) async throws -> any SaleLog {
    switch self {
    case .sqlite(let path):
      try SQLiteSaleLog(path: path, mode: use == .produce ? .produce : .read, now: WallClock.now)
    case .kafka(let address, let options):
      try await Self.open(address, use, options)
    }
  }

  /// librdkafka's log lines are dropped until the log is open: the error says the same.
  private static func open(_ address: KafkaAddress, _ use: Use, _ options: KafkaOptions) async throws -> KafkaSaleLog {
    let isOpen = OpenMark()
    var options = options
    options.tell = { [tell = options.tell] in if isOpen.isSet { tell($0, $1) } }
    let log = try await KafkaSaleLog.open(address, mode: use == .produce ? .produce : .read, options: options)
    isOpen.set()
    return log
  }

  private final class OpenMark: Sendable {
    private let mark = Mutex(false)

    var isSet: Bool { mark.withLock { $0 } }
    func set() { mark.withLock { $0 = true } }
  }
}

/// A parsed address of a store.
enum StoreBackend: Sendable {
  case sqlite(path: String)
  case mongo(MongoAddress)

  /// For writing; it is made where it is missing. `wanted` are fixed then.
  func open(_ wanted: StoreSettings?) async throws -> any SaleStore {
    switch self {
    case .sqlite(let path): try SQLiteSaleStore(path: path, settings: wanted)
    case .mongo(let address): try await MongoSaleStore.open(address, settings: wanted, log: Messages.warning)
    }
  }

  /// Those it was made with; nil where there is none yet.
  func settings() async throws -> StoreSettings? {
    do {
      switch self {
      case .sqlite(let path): return try await SQLiteStoreReader(path: path).settings()
      case .mongo(let address): return try await MongoStoreReader.open(address).settings()
      }
    } catch let error as BackendError where error.kind == .missing {
      return nil
    }
  }

  func reader() async throws -> any AuditReader {
    switch self {
    case .sqlite(let path): try SQLiteStoreReader(path: path)
    case .mongo(let address): try await MongoStoreReader.open(address, log: Messages.warning)
    }
  }
}

/// Steps that a backend's library or files need from the program as a whole.
enum Backends {
  /// Once, before any other thread runs.
  static func prepare() { MongoLibrary.removeCounters() }

  /// Removes log and store files, all of them or none. Throws `.held(byProcess:)` while a process uses one.
  static func remove(files paths: [String]) throws { try SQLiteUse.remove(paths[...]) }
}

extension Settings {
  func log() throws -> LogBackend {
    switch try logAddress {
    case .file(let path): .sqlite(path: path)
    case .server(let text): .kafka(try parsed(.log) { try KafkaAddress(text) }, try kafkaOptions())
    }
  }

  /// A topic of somebody else's, to be imported.
  func topic(_ text: String) throws -> LogBackend {
    guard !Redaction.holdsSecret(text) else {
      throw CommandProblem.usage(
        "--from holds a password, which everybody on this machine can see there; name a file with it by --kafka-config")
    }
    let options = try kafkaOptions()
    do throws(SettingProblem) { return .kafka(try KafkaAddress(text), options) } catch {
      throw CommandProblem.usage("--from: \(error.message)")
    }
  }

  /// Opens the store to be read. A store that went back behind its consumer's note is an error of every poll.
  func reader() async throws -> any AuditReader {
    let reader = try await store().reader()
    guard let witness else { return reader }
    return WitnessedReader(reader, location: Redaction.redact(try storeAddress.text), witness: witness)
  }

  /// The notes of the log's consumers beside it; nil for a log that keeps none. An address that makes no sense is
  /// for those to tell who read the log.
  var witness: (any StoreWitness)? {
    guard case .file(let path)? = try? logAddress else { return nil }
    return SQLiteLogWitness(path: path)
  }

  func store() throws -> StoreBackend {
    switch try storeAddress {
    case .file(let path): return .sqlite(path: path)
    case .server(let text):
      // First of all: an option that it does not know is no more than a warning of its.
      MongoLibrary.listen { Messages.warning("MongoDB: \($0)") }
      let address = try parsed(.store) { try MongoAddress(text) }
      if address.sendsPasswordInClear {
        Messages.warning("\(address.redacted): the password crosses the network as it is; tls=true encrypts it")
      }
      return .mongo(address)
    }
  }

  private func kafkaOptions() throws -> KafkaOptions {
    func count(_ key: SettingKey) throws -> Int32? {
      guard text(key) != nil else { return nil }
      return try value(key, as: "a whole number from 1") { text in Int32(text).flatMap { $0 > 0 ? $0 : nil } }
    }
    return KafkaOptions(
      config: try kafkaConfig(), partitions: try count(.partitions), replication: try count(.replication),
      stateDirectory: stateDirectory
    ) { isError, line in
      if isError { Messages.error("Kafka: \(line)") } else { Messages.warning("Kafka: \(line)") }
    }
  }

  private func kafkaConfig() throws -> KafkaConfig {
    guard let path = text(.kafkaConfig) else { return .none }
    let config = try parsed(.kafkaConfig) { try KafkaConfig(file: expanded(path)) }
    if config.sendsPasswordInClear {
      Messages.warning("\(path): the password crosses the network as it is; security.protocol=sasl_ssl encrypts it")
    }
    return config
  }

  /// A module's word on a setting, with the setting's origin, which decides the exit code.
  private func parsed<T>(_ key: SettingKey, _ parse: () throws -> T) throws -> T {
    do {
      return try parse()
    } catch let problem as SettingProblem {
      throw CommandProblem.setting("\(label(of: key)): \(problem.message)", from: origin(key))
    }
  }

  /// Retention of an embedded log; nil where it keeps everything. A topic's retention is set in the cluster.
  func logRetention(isForced: Bool) throws -> LogRetention? {
    guard text(.retainLog) != "none" else { return nil }
    if case .server = try logAddress {
      throw CommandProblem.setting(
        "--retain-log is for a log file; retention of a topic is the topic's own: retention.ms",
        from: origin(.retainLog))
    }
    return LogRetention(age: try duration(.retainLog), isForced: isForced)
  }
}

extension SaleLog {
  /// Runs `work` and meanwhile prunes the log every minute.
  func pruning<T: Sendable>(
    _ retention: LogRetention?, _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    guard let retention, let log = self as? SQLiteSaleLog else { return try await work() }
    return try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while !Task.isCancelled {
          try await log.retain(retention, now: WallClock.now())
          try? await Task.sleep(for: .seconds(60))
        }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }
}
