import SalesAnalytics
import SalesCore
import TextUI

/// The replay of the past.
extension Model {
  /// Starts a replay from the start of the shown window; a running one becomes a step slower.
  mutating func rewind() {
    if replay != nil { return changeSpeed(by: -1) }
    guard let figures = data.figures else { return }
    guard figures.range.lowerBound < moment.wall else { return tell("There is no past here to play", .bad) }
    standStill()
    pause = nil
    replay = Replay(from: figures.range.lowerBound, at: moment.uptime)
  }

  /// Fixes a window that moves with time but ends in the past, such as yesterday, because it would move away from the
  /// replay's moment.
  private mutating func standStill() {
    let range = view.period.range(now: pictureTime, calendar: setup.calendar, all: extent)
    guard view.period.isLive, view.period != .all, range.upperBound < pictureTime else { return }
    view.period = .covering(range, calendar: setup.calendar)
  }

  mutating func fastForward() {
    guard replay != nil else {
      return tell("Live already; \(setup.keys.label(.rewind)) plays the past", .good, for: .seconds(4))
    }
    changeSpeed(by: 1)
  }

  private mutating func changeSpeed(by steps: Int) {
    guard replay?.changeSpeed(by: steps, at: moment.uptime) == false, let speed = replay?.speed else { return }
    tell("\(look.symbols.times)\(speed) is as \(steps > 0 ? "fast" : "slow") as it gets", .good, for: .seconds(4))
  }

  mutating func endReplay() {
    guard replay != nil else { return }
    replay = nil
    reading.isDue = true
  }

  /// Ends the replay once it reaches the present.
  mutating func catchUp() {
    guard replay != nil, pictureTime >= moment.wall else { return }
    endReplay()
    tell("Caught up with the present: live again", .good, for: .seconds(4))
  }

  /// Paused, or in a replay that is held.
  var isHeld: Bool { pause != nil || replay?.isHeld ?? false }

  /// The replay still changes the figures; false once it has passed the end of a fixed window.
  private var isReplayMoving: Bool {
    guard replay != nil else { return false }
    guard let latest = data.latest, latest.query == query, !view.period.isLive, let asked = reading.lastNow else {
      return true
    }
    return asked < latest.range.upperBound
  }

  /// The moment in the top row: that of the figures while they change, else the replay's own.
  private var shownTime: Timestamp {
    guard let latest = data.latest, latest.query.endsAtNow, isReplayMoving else { return pictureTime }
    return latest.asOf
  }

  /// "13:05", with seconds when buckets are seconds, and with the date when it is not today.
  var replayText: String {
    let text = setup.calendar.local(shownTime).text
    let (date, clock) = (text.prefix(10), text.dropFirst(11).prefix(showsSeconds ? 8 : 5))
    return setup.calendar.local(moment.wall).text.hasPrefix(date) ? String(clock) : "\(date) \(clock)"
  }

  private var showsSeconds: Bool { data.latest?.bucket.unit == .second }

  /// The replay has reached another second than that of the figures.
  var isReplayDue: Bool {
    guard isReplayMoving, let asked = reading.lastNow else { return false }
    return pictureTime.second != asked.second
  }

  /// The uptime at which the replay reaches another second than that of the figures.
  var nextReplayRead: Duration? {
    guard isReplayMoving, let asked = reading.lastNow else { return nil }
    return isReplayDue ? .zero : replay?.uptime(of: Timestamp(seconds: asked.second + 1))
  }

  /// The uptime at which the replay reaches the present, or at which the moment in the top row changes without a read.
  var nextReplayChange: Duration? {
    guard let replay else { return nil }
    let step: Int64 = showsSeconds ? 1 : 60
    let label = isReplayMoving ? nil : replay.uptime(of: Timestamp(seconds: (pictureTime.second / step + 1) * step))
    return [replay.catchUp(with: moment), label.map { max($0, moment.uptime + Reading.pace) }].compactMap { $0 }.min()
  }
}

extension Timestamp {
  /// Whole seconds since the epoch.
  fileprivate var second: Int64 { milliseconds.floorDivided(by: 1000) }
}
