import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// From the log to this screen.
@Suite struct DrawnLatencyTests {
  private let now = Shop.now

  private func state(_ next: [Int32: Int64]) -> StoreState {
    StoreState(
      checkpoints: next.sorted { $0.key < $1.key }.map { Checkpoint(partition: $0.key, epoch: 1, next: $0.value) })
  }

  private func beat(_ samples: [(partition: Int32, offset: Int64, appended: Timestamp)]) -> Heartbeat {
    var beat = Heartbeat(time: now, logEnd: [:])
    beat.samples = samples.map {
      AppendSample(position: Position(partition: $0.partition, offset: $0.offset), appended: $0.appended)
    }
    return beat
  }

  @Test("is the time from the append to the first frame that had it")
  func measures() {
    var drawn = DrawnLatency()
    drawn.draw(state([0: 10]), at: now)
    drawn.draw(state([0: 12]), at: now + .milliseconds(500))
    drawn.draw(state([0: 12]), at: now + .milliseconds(900))
    drawn.draw(state([0: 13]), at: now + .seconds(1))
    drawn.take(
      beat([(0, 10, now + .milliseconds(100)), (0, 11, now + .milliseconds(200)), (0, 12, now + .milliseconds(300))]),
      at: now + .seconds(2))
    #expect(drawn.p50 == 400 && drawn.p99 == 700)
    #expect(drawn.records == 13)
  }

  @Test("what was there before the screen looked says nothing")
  func before() {
    var drawn = DrawnLatency()
    drawn.draw(state([0: 10]), at: now)
    drawn.take(beat([(0, 9, now - .seconds(5)), (0, 2, now - .minutes(1))]), at: now)
    #expect(drawn.p50 == nil)
  }

  @Test("a sample that comes before its frame waits for it, and counts once")
  func waits() {
    var drawn = DrawnLatency()
    drawn.draw(state([0: 10, 1: 0]), at: now)
    let beat = beat([(0, 10, now), (1, 0, now)])
    drawn.take(beat, at: now + .milliseconds(50))
    #expect(drawn.p50 == nil)
    drawn.draw(state([0: 11, 1: 0]), at: now + .milliseconds(80))
    drawn.take(beat, at: now + .milliseconds(100))
    #expect(drawn.p50 == 80 && drawn.p99 == 80)
    drawn.draw(state([0: 11, 1: 1]), at: now + .milliseconds(120))
    drawn.take(nil, at: now + .milliseconds(150))
    #expect(drawn.p99 == 120)
  }

  @Test("what is first drawn after a pause was not drawn late")
  func pauses() {
    var drawn = DrawnLatency()
    drawn.draw(state([0: 10]), at: now)
    drawn.pause()
    drawn.draw(state([0: 20]), at: now + .minutes(5))
    drawn.take(beat([(0, 15, now + .seconds(1))]), at: now + .minutes(5))
    #expect(drawn.p50 == nil)
    drawn.draw(state([0: 21]), at: now + .minutes(6))
    drawn.take(beat([(0, 20, now + .minutes(6) - .seconds(1))]), at: now + .minutes(6))
    #expect(drawn.p50 == 1000)
  }

  @Test("an append by a clock that is ahead took no time rather than less")
  func skewed() {
    var drawn = DrawnLatency()
    drawn.draw(state([0: 0]), at: now)
    drawn.draw(state([0: 1]), at: now)
    drawn.take(beat([(0, 0, now + .hours(1))]), at: now)
    #expect(drawn.p50 == 0)
  }

  @Test("is of the last minute, and of so many frames and samples that nothing grows for ever")
  func bounded() {
    var drawn = DrawnLatency()
    for second in 0..<600 as Range<Int64> {
      let at = now + .seconds(second)
      drawn.draw(state([0: second * 10]), at: at)
      drawn.take(beat((0..<10).map { (0, second * 10 - 10 + $0, at - .milliseconds(second)) }), at: at)
    }
    // Of the last minute's seconds, each with ten samples that took as many milliseconds as seconds had passed: the last
    // 512 of them.
    #expect(drawn.p50 == 574)
    #expect(drawn.perSecond == 10)
    #expect(Mirror(reflecting: drawn).children.allSatisfy { ($0.value as? [Any])?.count ?? 0 <= 512 })
    drawn.take(nil, at: now + .seconds(700))
    #expect(drawn.p50 == nil)
  }

  /// A store that took one more, with a sample of it.
  private static func next(_ stage: Stage, appended: Timestamp) -> StoreState {
    var state = stage.shop.state
    let offset = state.checkpoints[0].next
    state.checkpoints[0].next += 1
    state.checkpoints[0].totals.sales += 1
    state.heartbeat?.time = stage.moment.wall
    state.heartbeat?.samples = [AppendSample(position: Position(partition: 0, offset: offset), appended: appended)]
    return state
  }

  @Test("the top row tells append → drawn where it is known")
  func topRow() {
    var stage = Stage()
    stage.send(.drawn)
    #expect(stage.lines[0].hasSuffix("● LIVE 12/s 0.2s"))
    stage.see(Self.next(stage, appended: stage.moment.wall))
    stage.send(.drawn)
    stage.see(Self.next(stage, appended: stage.moment.wall))
    #expect(stage.lines[0].hasSuffix("● LIVE 12/s 1.5s"))
  }

  @Test("held, played back, past and hidden pictures do not count as drawn", arguments: ["paused", "past", "stopped"])
  func hidden(how: String) {
    var stage = Stage()
    stage.send(.drawn)
    switch how {
    case "paused": stage.type(" ")
    case "past": stage.type("[")
    default: break
    }
    stage.send(.drawn)
    stage.see(Self.next(stage, appended: stage.moment.wall))
    if how != "stopped" { stage.send(.drawn) }
    switch how {
    case "paused": stage.type(" ")
    case "past": stage.type("0")
    default: stage.send(.resumed)
    }
    stage.wait(.seconds(1))
    stage.send(.drawn)
    stage.see(Self.next(stage, appended: stage.moment.wall))
    #expect(stage.model.health.drawn.p50 == nil)
  }

  @Test("telling that a frame was drawn changes no frame, asks nothing and wakes nobody")
  func pure() {
    var stage = Stage(200, 60)
    let (frame, reads, deadline) = (stage.text, stage.reads.count, stage.model.nextDeadline)
    stage.send(.drawn)
    #expect(stage.text == frame && stage.reads.count == reads && stage.model.nextDeadline == deadline)
  }
}
