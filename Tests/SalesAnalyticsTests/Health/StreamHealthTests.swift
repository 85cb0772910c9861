import SalesAnalytics
import SalesCore
import Testing

@Suite struct StreamHealthTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  /// With a heartbeat `age` seconds old.
  private func state(age: Int64 = 0, perSecond: Double = 0, lag: Int64 = 0) -> StoreState {
    var heartbeat = Heartbeat(time: now - .seconds(age), logEnd: [0: lag], storedPerSecond: perSecond)
    heartbeat.latencyP50 = 210
    return StoreState(checkpoints: [Checkpoint(partition: 0, epoch: 1, next: 0)], heartbeat: heartbeat)
  }

  private func health(_ state: StoreState) -> StreamHealth { StreamHealth(of: state, at: now) }

  @Test("a fresh heartbeat says whether sales are stored, and whether the log is ahead")
  func fresh() {
    #expect(health(state(perSecond: 12)) == .live(perSecond: 12, latency: .milliseconds(210)))
    #expect(health(state()) == .quiet)
    #expect(health(state(lag: 4200)) == .lagging(4200))
    #expect(health(StoreState()) == .stale(nil))
  }

  @Test(
    "a consumer that stores sales is stale after 5 s without a heartbeat, one at rest or far behind after 30 s",
    arguments: [(12.0, 0, 5), (12, 100, 5), (12, 101, 30), (0, 0, 30), (0, 4200, 30)] as [(Double, Int64, Int64)])
  func patience(perSecond: Double, lag: Int64, seconds: Int64) {
    let last = health(state(age: seconds - 1, perSecond: perSecond, lag: lag))
    if case .stale = last { Issue.record("stale after \(seconds - 1) s") }
    #expect(health(state(age: seconds, perSecond: perSecond, lag: lag)) == .stale(.seconds(seconds)))
  }

  @Test("a heartbeat more than 30 s in the future is of a consumer that ended before the clock was set back")
  func future() {
    #expect(health(state(age: -30)) == .quiet)
    #expect(health(state(age: -31)) == .stale(.seconds(-31)))
  }

  @Test(
    "a consumer that ended is at rest from then on, however long ago; where records wait it has left, at once",
    arguments: [(0, 0), (1, 0), (3600, 0), (0, 1), (400 * 86_400, 4200), (-3600, 7)] as [(Int64, Int64)])
  func ended(age: Int64, lag: Int64) {
    var state = state(age: age, lag: lag)
    state.heartbeat?.isLast = true
    let since = now - .seconds(age)
    #expect(health(state) == (lag > 0 ? .left(since: since, lag: lag) : .atRest(since: since)))
    #expect(StreamHealth(of: state, lag: lag + 1, at: now) == .left(since: since, lag: lag + 1))
    #expect(StreamHealth(of: state, lag: 0, at: now) == .atRest(since: since))
    #expect(StreamHealth.patience(with: state) == .zero)
  }

  @Test("where the log itself was asked, its end says how far behind the store is, but not how patient to be")
  func asked() {
    let working = state(age: 4, perSecond: 12)
    #expect(StreamHealth(of: working, lag: 5000, at: now) == .lagging(5000))
    #expect(StreamHealth(of: state(age: 5, perSecond: 12), lag: 5000, at: now) == .stale(.seconds(5)))
  }
}
