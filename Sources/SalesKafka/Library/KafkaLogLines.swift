import Synchronization

/// librdkafka's own log: what was told a short while ago is not told again, so that a broker that is down fills no
/// disk.
final class KafkaLogLines: Sendable {
  private static let pause: Duration = .seconds(30)
  private static let most = 64

  private let tell: @Sendable (_ isError: Bool, String) -> Void
  private let now: @Sendable () -> ContinuousClock.Instant
  /// When each line was told last.
  private let told = Mutex<[String: ContinuousClock.Instant]>([:])

  init(
    tell: @escaping @Sendable (_ isError: Bool, String) -> Void,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
  ) {
    self.tell = tell
    self.now = now
  }

  /// `level` is syslog's. Below 3 a client is lost; 3 is of a broker that is away, which is tried again.
  func add(level: Int, facility: String, text: String) {
    // One file serves producer and consumer; that a property is the other's alone is no news.
    if facility == "CONFWARN", text.contains("will be ignored by this") { return }
    // A broker too old to be told not to make topics; one that old is of no use to the producer either.
    if facility == "AUTOCREATE" { return }
    // Without the duration equal lines are equal. "FAIL" is left out: the text says it.
    let text = text.onOneLine.replacing(/\ \(after \d+ms in state .*\)$/, with: "")
    let line = facility == "FAIL" ? text : "\(facility): \(text)"
    guard isNew(line) else { return }
    tell(level < 3, line)
  }

  /// Lines that differ in durations and counts alone are one line.
  private func isNew(_ line: String) -> Bool {
    let key = line.filter { !("0"..."9").contains($0) }
    let now = now()
    return told.withLock { told in
      if let last = told[key], last.duration(to: now) < Self.pause { return false }
      if told.count >= Self.most { told = told.filter { $1.duration(to: now) < Self.pause } }
      if told.count >= Self.most { return false }
      told[key] = now
      return true
    }
  }
}
