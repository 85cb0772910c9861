/// A fact that did not come about in time.
struct Overdue: Error, CustomStringConvertible {
  var fact: String
  var last: String

  var description: String { "never came about: \(fact); last seen: \(last)" }
}

/// Looks again and again until `look` finds something. The machine may be busy, so the limit is long and never waited for in vain.
func eventually<T>(
  _ fact: String, within limit: Duration = .seconds(60), every pause: Duration = .milliseconds(25),
  last: @autoclosure () -> String = "", _ look: () async throws -> T?
) async throws -> T {
  let deadline = ContinuousClock.now + limit
  while true {
    if let found = try await look() { return found }
    guard ContinuousClock.now < deadline else { throw Overdue(fact: fact, last: last()) }
    try await Task.sleep(for: pause)
  }
}

func eventually(
  _ fact: String, within limit: Duration = .seconds(60), last: @autoclosure () -> String = "",
  _ holds: () async throws -> Bool
) async throws {
  let _: Bool = try await eventually(fact, within: limit, last: last()) { try await holds() ? true : nil }
}
