import SalesCore
import Testing

@testable import salestop

@Suite struct StatusDocumentTests {
  @Test(
    "health follows the last heartbeat; one from the future is of before the clock was set back",
    arguments: [(-5, "ok"), (-31, "stale"), (5, "ok"), (3600, "stale")])
  func health(age: Int, expected: String) {
    let now = Timestamp(seconds: 1_800_000_000)
    let state = StoreState(heartbeat: Heartbeat(time: now + .seconds(age), logEnd: [:]))
    #expect(StatusDocument(state, log: nil, now: now).health.hasPrefix(expected))
  }
}
