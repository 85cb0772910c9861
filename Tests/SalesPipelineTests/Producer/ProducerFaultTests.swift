import SalesCore
import Synchronization
import TestSupport
import Testing

@testable import SalesPipeline

@Suite struct ProducerFaultTests {
  static let busy = BackendError(.unavailable, during: "append to log", detail: "busy")
  let base = ProducerTests()

  @Test("a log that is away for a while loses and doubles nothing")
  func unavailable() async throws {
    let log = base.log()
    log.queue([.refuse(Self.busy), .refuse(Self.busy), .refuse(Self.busy)])
    let summary = try await base.produce(to: log, ProducerTests.paced("100", count: 500))
    #expect(summary.appended == 500)
    #expect(log.lines.count == 500 && Set(log.lines).count == 500)
  }

  @Test("a lost acknowledgement doubles nothing")
  func lostAcknowledgement() async throws {
    let log = base.log()
    log.queue([.loseAcknowledgement(Self.busy), .refuse(Self.busy), .loseAcknowledgement(Self.busy)])
    let summary = try await base.produce(to: log, ProducerTests.paced("100", count: 500))
    #expect(summary.appended == 500)
    #expect(log.lines.count == 500 && Set(log.lines).count == 500)
  }

  @Test("a log that fails for good ends the run with its error")
  func fatal() async throws {
    let log = base.log()
    let full = BackendError(.inputOutput, during: "append to log", detail: "disk full")
    log.queue([.refuse(full)])
    await #expect(throws: full) { try await base.produce(to: log, ProducerTests.paced("100", count: 500)) }
    #expect(log.lines.isEmpty)
  }

  @Test("a log that stays away ends the run after bounded waits")
  func givesUp() async throws {
    let log = base.log()
    log.queue(Array(repeating: .refuse(Self.busy), count: 100))
    await #expect(throws: Self.busy) { try await base.produce(to: log, ProducerTests.paced("100", count: 500)) }
    #expect(base.clock.sleeps.reduce(.zero, +) < .seconds(60))
  }

  @Test("when the wall clock steps by an hour, sales follow it without a burst or a pause", arguments: [1, -1])
  func wallStep(direction: Int64) async throws {
    let log = base.log()
    let stepped = Mutex(false)
    base.clock.onSleep { [clock = base.clock] offset in
      let first = stepped.withLock { stepped in
        defer { stepped = stepped || offset > .seconds(10) }
        return !stepped
      }
      if offset > .seconds(10), first { clock.stepWall(by: .hours(direction)) }
    }
    let summary = try await base.produce(to: log, ProducerTests.paced("100", count: 3000))
    #expect(summary.duration < .milliseconds(30_200))
    #expect(log.appendSizes.max() ?? 0 <= 10)
    let times = try await ProducerTests.times(log)
    #expect(times.allSatisfy { $0.event <= $0.appended && $0.appended < $0.event + .milliseconds(200) })
  }

  @Test(
    "settings that contradict each other are refused before anything is sent",
    arguments: ["count", "start", "backfill"])
  func contradictions(setting: String) async throws {
    var cases: [ProducerSettings] = []
    switch setting {
    case "count": cases = [try ProducerTests.paced("1", count: 0), try ProducerTests.paced("1", count: -5)]
    case "start":
      for start in [Timestamp(milliseconds: -1), ProducerTests.begin + .seconds(1)] {
        var settings = try ProducerTests.paced("1")
        settings.start = start
        cases.append(settings)
      }
    default:
      for backfill in [Duration.zero, .seconds(-1), .days(365 * 60)] {
        var settings = try ProducerTests.paced("1")
        settings.backfill = backfill
        cases.append(settings)
      }
      var unlimited = try ProducerTests.paced("max")
      unlimited.backfill = .hours(1)
      var both = try ProducerTests.paced("1")
      both.backfill = .hours(1)
      both.start = .epoch
      cases += [unlimited, both]
    }
    let log = base.log()
    for settings in cases {
      await #expect { try await base.produce(to: log, settings) } throws: { error in
        (error as? SettingProblem)?.setting == setting
      }
    }
    #expect(log.appendSizes.isEmpty)
  }
}
