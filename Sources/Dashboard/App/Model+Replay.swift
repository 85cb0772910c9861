import SalesAnalytics
import SalesCore
import TextUI

/// Playing the past.
extension Model {
  /// From the beginning of the window that is shown; when playing already, a step slower.
  mutating func rewind() {
    if replay != nil { return changeSpeed(by: -1) }
    guard let figures = data.figures else { return }
    guard figures.range.lowerBound < moment.wall else { return tell("There is no past here to play", .bad) }
    standStill()
    pause = nil
    replay = Replay(from: figures.range.lowerBound, at: moment.uptime)
  }

  /// A window that moves with time but does not reach the present, such as yesterday, would move away from the moment that is
  /// played in it.
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

  /// Live again by itself once the present is reached.
  mutating func catchUp() {
    guard replay != nil, pictureTime >= moment.wall else { return }
    endReplay()
    tell("Caught up with the present: live again", .good, for: .seconds(4))
  }

  /// Nothing moves: the picture is held, or the past is.
  var isHeld: Bool { pause != nil || replay?.isHeld ?? false }

  /// Time moves the figures: not where the window stands still and lies before the moment.
  private var isReplayMoving: Bool {
    guard replay != nil else { return false }
    guard let latest = data.latest, latest.query == query, !view.period.isLive, let asked = reading.lastNow else {
      return true
    }
    return asked < latest.range.upperBound
  }

  /// The moment to tell: that of the figures, so that a frame shows one moment, else the one that is played.
  private var toldTime: Timestamp {
    guard let latest = data.latest, latest.query.endsAtNow, isReplayMoving else { return pictureTime }
    return latest.asOf
  }

  /// "13:05", with seconds where buckets are seconds, with the date where it is not today.
  var replayText: String {
    let text = setup.calendar.local(toldTime).text
    let (date, clock) = (text.prefix(10), text.dropFirst(11).prefix(tellsSeconds ? 8 : 5))
    return setup.calendar.local(moment.wall).text.hasPrefix(date) ? String(clock) : "\(date) \(clock)"
  }

  private var tellsSeconds: Bool { data.latest?.bucket.unit == .second }

  /// The second that is played is another one than the figures are of.
  var isReplayDue: Bool {
    guard isReplayMoving, let asked = reading.lastNow else { return false }
    return pictureTime.second != asked.second
  }

  /// When the second that is played becomes another one than the figures are of.
  var nextReplayRead: Duration? {
    guard isReplayMoving, let asked = reading.lastNow else { return nil }
    return isReplayDue ? .zero : replay?.uptime(of: Timestamp(seconds: asked.second + 1))
  }

  /// When the present is reached, or a moment that moves no figures is told otherwise.
  var nextReplayChange: Duration? {
    guard let replay else { return nil }
    let step: Int64 = tellsSeconds ? 1 : 60
    let told = isReplayMoving ? nil : replay.uptime(of: Timestamp(seconds: (pictureTime.second / step + 1) * step))
    return [replay.catchUp(with: moment), told.map { max($0, moment.uptime + Reading.pace) }].compactMap { $0 }.min()
  }
}

extension Timestamp {
  /// Whole seconds since the epoch.
  fileprivate var second: Int64 { milliseconds.floorDivided(by: 1000) }
}
