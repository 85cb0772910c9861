import TestSupport
import Testing

@testable import SalesPipeline

@Suite struct RetryTests {
  static let busy = BackendError(.unavailable, during: "append", detail: "busy")

  @Test("a passing failure is tried again after waits that double up to the longest")
  func backsOff() async throws {
    let clock = ManualClock()
    var random = SystemRandomNumberGenerator()
    var retry = Retry()
    retry.longest = .milliseconds(400)
    let result = try await retry.run(clock: clock, random: &random) { tried in
      if tried < 6 { throw Self.busy }
      return tried
    }
    #expect(result == 6)
    let full = [50, 100, 200, 400, 400, 400]
    #expect(clock.sleeps.count == full.count)
    for (sleep, full) in zip(clock.sleeps, full) {
      #expect(sleep >= .milliseconds(full) / 2 && sleep <= .milliseconds(full))
    }
  }

  @Test("waits differ by chance, so that clients do not come back together")
  func jitter() {
    var random = SystemRandomNumberGenerator()
    let waits = Set((0..<50).map { _ in Retry().delay(after: 3, random: &random) })
    #expect(waits.count > 40)
  }

  @Test("it gives up after its attempts with the last error")
  func givesUp() async {
    let clock = ManualClock()
    var random = SystemRandomNumberGenerator()
    var retry = Retry()
    retry.attempts = 3
    var calls = 0
    await #expect(throws: Self.busy) {
      try await retry.run(clock: clock, random: &random) { _ in
        calls += 1
        throw Self.busy
      }
    }
    #expect(calls == 3)
    #expect(clock.sleeps.count == 2)
  }

  @Test("what will not pass is thrown at once")
  func fatal() async {
    let clock = ManualClock()
    var random = SystemRandomNumberGenerator()
    let full = BackendError(.inputOutput, during: "append", detail: "disk full")
    await #expect(throws: full) {
      try await Retry().run(clock: clock, random: &random) { _ in throw full }
    }
    #expect(clock.sleeps.isEmpty)
  }
}
