import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Signs of life by clocks that may differ.
@Suite struct PulseTests {
  private let now = Shop.now

  @Test("the first heartbeat counts from its own time, but never from the future")
  func first() {
    var pulse = Pulse()
    pulse.look(now - .minutes(3), at: now)
    #expect(pulse.lastSeen == now - .minutes(3))
    var ahead = Pulse()
    ahead.look(now + .hours(1), at: now)
    #expect(ahead.lastSeen == now)
    ahead.look(now + .hours(1), at: now + .seconds(40))
    #expect(ahead.lastSeen == now)
  }

  @Test(
    "another heartbeat was written since the last look, whatever its clock says",
    arguments: [(0, 900), (3600, 1000), (-3600, 0)])
  func changed(skew: Int64, heard: Int64) {
    var pulse = Pulse()
    pulse.look(now + .seconds(skew) - .seconds(10), at: now)
    // Written 900 ms later, seen 100 ms after that.
    pulse.look(now + .seconds(skew) + .milliseconds(900), at: now + .seconds(1))
    #expect(pulse.lastSeen == now + .milliseconds(heard))
  }

  @Test("a consumer whose clock is an hour ahead is not LIVE for ever once it is gone")
  func ahead() {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.time = Shop.now + .hours(1) }))
    #expect(stage.lines[0].contains("LIVE"))
    stage.wait(.seconds(5))
    #expect(stage.lines[0].contains("▲ STALE 5s"))
  }

  @Test("a consumer whose clock is an hour behind is LIVE from its second heartbeat on")
  func behind() {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.time = Shop.now - .hours(1) }))
    #expect(stage.lines[0].contains("STALE 1h"))
    stage.see(Shop.state { $0.heartbeat?.time = Shop.now - .hours(1) + .seconds(1) })
    #expect(stage.lines[0].contains("LIVE"))
  }

  @Test("a consumer that stores sales and falls silent is STALE within five seconds; one at rest has thirty")
  func silent() {
    var working = Stage()
    working.wait(.milliseconds(3999))
    #expect(working.lines[0].contains("LIVE"))
    working.wait(.milliseconds(1))
    #expect(working.lines[0].contains("▲ STALE 5s"))
    var resting = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.storedPerSecond = 0 }))
    resting.wait(.milliseconds(28_999))
    #expect(resting.lines[0].contains("QUIET"))
    resting.wait(.milliseconds(1))
    #expect(resting.lines[0].contains("▲ STALE 30s"))
  }

  /// A store whose consumer ended `age` before now.
  private func atRest(_ age: Duration, lag: Int64 = 0) -> Shop {
    Shop(
      state: Shop.state {
        $0.heartbeat?.time = Shop.now - age
        $0.heartbeat?.isLast = true
        $0.heartbeat?.storedPerSecond = 0
        $0.heartbeat?.logEnd[0] = $0.checkpoints[0].next + lag
      })
  }

  @Test(
    "one that ended is at rest since then, and never STALE",
    arguments: [
      (.seconds(1), 0, "○ AT REST 14:32"), (.hours(2), 0, "○ AT REST 12:32"),
      (.days(2), 0, "○ AT REST 11-19 14:32"), (.days(400), 0, "○ AT REST 2025-10-17"),
    ] as [(Duration, Int64, String)])
  func atRest(age: Duration, lag: Int64, expected: String) {
    var stage = Stage(120, 40, shop: atRest(age, lag: lag))
    #expect(stage.lines[0].hasSuffix(expected))
    let state = StreamText(stage.model).spans(width: 60)
    #expect(state.allSatisfy { [.quiet, .dim, .text].contains($0.style.foreground) })
    stage.wait(.minutes(5))
    #expect(stage.lines[0].hasSuffix(expected) && !stage.text.contains("STALE"))
  }

  @Test("one that ended while records wait is NO CONSUMER at once, and the picture held does not hide it")
  func left() {
    var stage = Stage(120, 40, shop: atRest(.seconds(1), lag: 4200))
    #expect(stage.lines[0].hasSuffix("▲ NO CONSUMER 14:32 4.2k behind"))
    stage.type(" ")
    #expect(stage.lines[0].contains("NO CONSUMER") && !stage.lines[0].contains("PAUSED"))
    stage.wait(.minutes(5))
    #expect(stage.lines[0].hasSuffix("▲ NO CONSUMER 14:32 4.2k behind"))
    stage.type("6")
    #expect(stage.text.contains("no consumer since 14:32:06") && !stage.text.contains("at rest"))
  }

  @Test("a store at rest wakes nobody for its state, and compares up to its end")
  func quietAtRest() {
    var stage = Stage(shop: atRest(.minutes(90)))
    #expect(stage.reads.last?.query.knownUntil == Shop.now - .minutes(90))
    stage.type("6")
    #expect(stage.text.contains("at rest since 13:02:07"))
    let reads = stage.reads.count
    // The period's next bucket is all that is waited for.
    #expect(stage.model.nextDeadline == stage.moment.uptime + .seconds(53))
    stage.wait(.seconds(52))
    #expect(stage.reads.count == reads)
  }

  @Test("its next consumer makes it LIVE")
  func awakes() {
    var stage = Stage(shop: atRest(.hours(1)))
    stage.see(Shop.state { $0.heartbeat?.time = stage.moment.wall })
    #expect(stage.lines[0].contains("● LIVE"))
    #expect(stage.reads.last?.query.knownUntil == nil)
  }

  @Test("one that catches up in large batches is LAGGING for longer")
  func catchingUp() {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.logEnd[0] = 9_999_999 }))
    stage.wait(.seconds(28))
    #expect(stage.lines[0].contains("LAGGING"))
    stage.wait(.seconds(1))
    #expect(stage.lines[0].contains("STALE"))
  }

  @Test("once it is silent, like is compared up to its last sign, and again up to now when it is back")
  func compared() {
    var stage = Stage()
    #expect(stage.reads.last?.query.knownUntil == nil)
    stage.wait(.seconds(4))
    #expect(stage.reads.last?.query.knownUntil == Shop.now - .seconds(1))
    #expect(stage.model.figures?.known == 60)
    let reads = stage.reads.count
    stage.wait(.seconds(20))
    #expect(stage.reads.count == reads)
    stage.see(Shop.state { $0.heartbeat?.time = stage.moment.wall })
    #expect(stage.lines[0].contains("LIVE"))
    #expect(stage.reads.last?.query.knownUntil == nil)
  }
}
