/// A fact that did not come about in time.
struct Overdue: Error, CustomStringConvertible {
  var fact: String
  var last: String

  var description: String { "never came about: \(fact); last seen: \(last)" }
}

/// Looks again and again until `look` finds something. The machine may be busy, so the limit is long and never waited
/// for in vain; and where a look itself takes long, time alone does not end it.
func eventually<T>(
  _ fact: String, last: @autoclosure () -> String = "", _ look: () async throws -> T?
) async throws -> T {
  let deadline = ContinuousClock.now + .seconds(120)
  var looks = 0
  while true {
    if let found = try await look() { return found }
    looks += 1
    guard looks < 20 || ContinuousClock.now < deadline else { throw Overdue(fact: fact, last: last()) }
    try await Task.sleep(for: .milliseconds(25))
  }
}

func eventually(
  _ fact: String, last: @autoclosure () -> String = "", _ holds: () async throws -> Bool
) async throws {
  let _: Bool = try await eventually(fact, last: last()) { try await holds() ? true : nil }
}

/// The answer of `look`, once it has been the same for a while.
func settled<T: Equatable>(
  _ fact: String, for time: Duration = .seconds(2), _ look: () async throws -> T?
) async throws -> T {
  var (last, since): (T?, ContinuousClock.Instant) = (nil, .now)
  return try await eventually(fact, last: "\(String(describing: last))") {
    let found = try await look()
    if found != last { (last, since) = (found, .now) }
    return since.duration(to: .now) >= time ? found : nil
  }
}
