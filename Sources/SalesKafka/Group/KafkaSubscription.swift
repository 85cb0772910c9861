import CRdkafka
import Platform
import SalesCore
import SalesPipeline

/// A member of a topic's consumer group. Where it reads is the caller's word alone; what it commits is for lag tools.
actor KafkaSubscription: LogSubscription {
  private nonisolated let queue = QueueExecutor(label: "kafka-group")
  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }
  nonisolated let reassigns = true

  private nonisolated let signal = QueueSignal()
  private nonisolated let options: KafkaOptions
  private let during: String
  private var client: GroupClient?
  /// The partitions that are read, and the next offset of each.
  private var next: [Int32: Int64] = [:]
  /// Why a partition is read no further, until it is started anew.
  private var stops: [Int32: BackendError] = [:]
  private var asked: [Rebalance] = []
  private var failure: BackendError?
  /// The last error that was told: it comes again with every attempt.
  private var told: KafkaFailure?
  private var pulse: Task<Void, Never>?

  /// Records of all partitions together that are fetched ahead: bytes of theirs, and how many.
  private static let aheadKilobytes: Int32 = 32_768
  private static let aheadRecords: Int32 = 200_000
  private static let closeWithin: Duration = .seconds(3)
  private static let chunk = 1000
  /// These are in its log lines already.
  private static let toldByLibrary = Set(
    [RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__RESOLVE].map(\.rawValue))

  init(_ address: KafkaAddress, options: KafkaOptions, group: String, partitions: Int) async throws {
    self.options = options
    during = "consume \(address.text) in group salestop-\(group)"
    try join(address, group: "salestop-\(group)", partitions: Int32(max(1, partitions)))
  }

  private func join(_ address: KafkaAddress, group: String, partitions: Int32) throws {
    let configuration = try KafkaConfiguration(
      address, options,
      defaults: [
        ("session.timeout.ms", "10000"), ("partition.assignment.strategy", "cooperative-sticky"),
        // With a queue for each partition these hold for each.
        ("queued.max.messages.kbytes", "\(max(1024, Self.aheadKilobytes / partitions))"),
        ("queued.min.messages", "\(max(2000, Self.aheadRecords / partitions))"),
      ], during: during)
    for (name, value) in [
      ("group.id", group), ("enable.auto.commit", "false"), ("enable.auto.offset.store", "false"),
      ("auto.offset.reset", "error"), ("enable.partition.eof", "true"),
    ] {
      try configuration.set(name, value, during: during)
    }
    configuration.deliver(RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_OFFSET_COMMIT)
    let client = try GroupClient(
      configuration.makeHandle(RD_KAFKA_CONSUMER, during: during), topic: address.topic, signal: signal, during: during)
    try client.subscribe(during: during)
    self.client = client
    // A batch that takes long to store must not look like a consumer that hangs.
    pulse = Task { [weak self] in
      while (try? await Task.sleep(for: .seconds(1))) != nil, let self { await self.serve() }
    }
  }

  func nextRebalance() throws -> Rebalance? {
    serve()
    if let failure { throw failure }
    return asked.isEmpty ? nil : asked.removeFirst()
  }

  func start(_ positions: [Position]) throws {
    guard let client else { return }
    let added = Dictionary(uniqueKeysWithValues: positions.map { ($0.partition, $0.offset) })
    let all = next.merging(added) { $1 }
    let restarts = Set(added.keys).intersection(next.keys)
    try check(client.assign(added, all: all, restarts: restarts), "assign")
    next = all
    for partition in added.keys { stops[partition] = nil }
  }

  func release(_ partitions: Set<Int32>) throws {
    guard let client else { return }
    let removed = partitions.intersection(next.keys)
    for partition in removed {
      next[partition] = nil
      stops[partition] = nil
    }
    try check(client.unassign(removed, rest: next), "unassign")
  }

  func read(_ partition: Int32, limit: Int) throws -> RecordBatch {
    var batch = RecordBatch(partition: partition)
    guard let client, var expected = next[partition] else { return batch }
    while stops[partition] == nil, !batch.isFull(limit) {
      let count = client.consume(partition, limit: min(Self.chunk, limit - batch.count)) { message in
        if message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF {
          // Past what is no record, such as the marks of transactions.
          guard message.pointee.offset > expected, stops[partition] == nil else { return }
          batch.pass(to: message.pointee.offset)
          expected = message.pointee.offset
        } else if let failure = KafkaFailure(of: message) {
          if failure.kind != .unavailable { stops[partition] = BackendError(failure, during: during) }
        } else if message.pointee.offset >= expected, stops[partition] == nil {
          batch.append(message)
          expected = message.pointee.offset + 1
        }
      }
      if count == 0 { break }
    }
    next[partition] = expected
    if batch.isEmpty, let stop = stops[partition] { throw stop }
    return batch
  }

  func commit(_ positions: [Position]) {
    let offsets = Dictionary(uniqueKeysWithValues: positions.map { ($0.partition, $0.offset) })
    if let failure = client?.commit(offsets) { tellCommit(failure) }
  }

  func committed(_ partitions: Set<Int32>) throws -> [Int32: Int64] {
    guard let client else { return [:] }
    switch client.committed(partitions) {
    case .success(let offsets): return offsets
    case .failure(let failure): throw BackendError(failure, during: "\(during), read its offsets")
    }
  }

  nonisolated func changes() -> AsyncStream<Void> { signal.stream() }

  func close() {
    guard let client else { return }
    pulse?.cancel()
    client.startClosing()
    let deadline = ContinuousClock.now + Self.closeWithin
    while !client.isClosed, ContinuousClock.now < deadline {
      guard let event = client.nextEvent(within: 50) else { continue }
      if event.type == RD_KAFKA_EVENT_REBALANCE { _ = client.unassign(Set(next.keys), rest: [:]) }
    }
    self.client = nil
    next = [:]
  }

  /// Takes what the library has to say.
  private func serve() {
    while let event = client?.nextEvent() {
      switch event.type {
      case RD_KAFKA_EVENT_REBALANCE: note(rebalance: event)
      case RD_KAFKA_EVENT_OFFSET_COMMIT:
        if let failure = event.error, failure.code != RD_KAFKA_RESP_ERR__NO_OFFSET { tellCommit(failure) }
      default:
        if let failure = event.error { note(failure) }
      }
    }
  }

  /// Most errors pass, and the library goes on by itself.
  private func note(_ failure: KafkaFailure) {
    if failure.isFatal {
      // This member is of no more use; a new process is a new one.
      self.failure = BackendError(.fenced, during: during, detail: failure.text)
    } else if failure.kind == .permission {
      self.failure = BackendError(failure, during: during)
    } else if !Self.toldByLibrary.contains(failure.code.rawValue), told != failure {
      told = failure
      options.tell(true, "\(during): \(failure.text)")
    }
  }

  private func note(rebalance event: borrowing KafkaEvent) {
    guard let client else { return }
    let partitions = event.partitions(of: client.topic)
    if event.isAssignment {
      asked.append(.assigned(partitions))
    } else {
      let isLost = rd_kafka_assignment_lost(client.handle.pointer) != 0
      asked.append(isLost ? .lost(partitions) : .revoked(partitions))
    }
  }

  private func check(_ failure: KafkaFailure?, _ step: String) throws(BackendError) {
    if let failure { throw BackendError(failure, during: "\(during), \(step)") }
  }

  private func tellCommit(_ failure: KafkaFailure) {
    options.tell(false, "\(during): the offsets shown to lag tools were not committed: \(failure.text)")
  }
}
