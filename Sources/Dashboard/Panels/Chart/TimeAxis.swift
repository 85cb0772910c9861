import SalesAnalytics
import SalesCore

/// Labels of the time axis, at round times of the local clock and calendar.
struct TimeAxis {
  let figures: Figures
  let calendar: ReportingCalendar

  init(_ figures: Figures, calendar: ReportingCalendar) {
    self.figures = figures
    self.calendar = calendar
  }

  private static let second: Int64 = 1000
  private static let day: Int64 = 86_400_000
  private static let clockSteps: [Int64] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 3 * 3600, 6 * 3600, 12 * 3600,
  ].map { $0 * second }
  private static let daySteps: [Int64] = [1, 2, 5, 7, 14, 28, 56]

  /// Labels by bucket index, from the left. The running bucket is labelled "now", or with the replay's moment.
  func labels(atMost most: Int) -> [(index: Int, text: String)] {
    let starts = figures.edges.dropLast()
    var labels: [(index: Int, text: String)]
    if figures.bucket.unit >= .week {
      let step = max(1, (starts.count + most - 1) / max(1, most))
      labels = starts.enumerated().filter { $0.offset % step == 0 }.map { ($0.offset, date($0.element)) }
    } else {
      let span = figures.range.upperBound.milliseconds - figures.range.lowerBound.milliseconds
      let least = span / Int64(max(1, most))
      if let step = Self.clockSteps.first(where: { $0 >= least }), figures.bucket.unit < .day {
        labels = clockLabels(step)
      } else {
        labels = dayLabels(Self.daySteps.first { $0 * Self.day >= least } ?? 112)
      }
    }
    if labels.isEmpty, !starts.isEmpty { labels = [(0, text(of: 0))] }
    guard let partial = figures.partial else { return distinct(labels) }
    let now = figures.query.endsAtNow ? text(at: figures.asOf) : "now"
    return distinct(labels.filter { $0.index != partial && $0.text != now }) + [(partial, now)]
  }

  /// Adds the date, then the year, to labels that occur twice. The hour that a clock repeats is labelled once.
  private func distinct(_ labels: [(index: Int, text: String)]) -> [(index: Int, text: String)] {
    var labels = labels
    for longer in [{ self.moment($0) }, { "\(self.moment($0)) \(self.civil($0).year)" }] {
      let counts = Dictionary(labels.map { ($0.text, 1) }, uniquingKeysWith: +)
      for index in labels.indices where counts[labels[index].text] ?? 0 > 1 {
        labels[index].text = longer(figures.edges[labels[index].index])
      }
    }
    var seen: Set<String> = []
    return labels.filter { seen.insert($0.text).inserted }
  }

  private func local(_ time: Timestamp) -> Int64 { calendar.local(time).milliseconds }

  private func clockLabels(_ step: Int64) -> [(index: Int, text: String)] {
    figures.edges.dropLast().enumerated().compactMap { index, start in
      let local = local(start)
      guard local.floorDivided(by: step) * step == local else { return nil }
      let isMidnight = local.floorDivided(by: Self.day) * Self.day == local
      return (index, isMidnight ? date(start) : clock(start, withSeconds: step < 60_000))
    }
  }

  private func dayLabels(_ days: Int64) -> [(index: Int, text: String)] {
    figures.edges.dropLast().enumerated().compactMap { index, start in
      let local = local(start)
      let number = local.floorDivided(by: Self.day)
      // Weeks begin on Mondays, and 1970 began on a Thursday.
      guard number * Self.day == local, (number + 3) % days == 0 else { return nil }
      return (index, date(start))
    }
  }

  func clock(_ time: Timestamp, withSeconds: Bool) -> String {
    let text = calendar.local(time).text
    return String(text.dropFirst(11).prefix(withSeconds ? 8 : 5))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func civil(_ time: Timestamp) -> CivilDate {
    CivilDate(daysSinceEpoch: local(time).floorDivided(by: Self.day))
  }

  private func date(_ time: Timestamp) -> String {
    let date = civil(time)
    let month = Self.months[min(max(0, Int(date.month) - 1), 11)]
    switch figures.bucket.unit {
    case .month: return "\(month) \(date.year)"
    case .year: return "\(date.year)"
    default: return "\(month) \(date.day)"
    }
  }

  /// "Nov 6", or "Nov 6 2025" when the year is not that of the figures.
  func day(_ time: Timestamp) -> String {
    let date = civil(time)
    let text = "\(Self.months[min(max(0, Int(date.month) - 1), 11)]) \(date.day)"
    return date.year == civil(figures.asOf).year ? text : "\(text) \(date.year)"
  }

  /// The date, with the clock when buckets are shorter than a day.
  private func moment(_ time: Timestamp) -> String {
    guard figures.bucket.unit < .day else { return date(time) }
    return "\(date(time)) \(clock(time, withSeconds: figures.bucket.unit == .second))"
  }

  /// The start of a bucket, as exactly as its size needs.
  func text(of index: Int) -> String { text(at: figures.edges[index]) }

  private func text(at time: Timestamp) -> String {
    let length = figures.range.upperBound - figures.range.lowerBound
    guard figures.bucket.unit < .day, length <= .hours(24) else { return moment(time) }
    return clock(time, withSeconds: figures.bucket.unit == .second)
  }

  /// From the start of the first bucket to the end of the last one; for days and longer buckets to the last day.
  func text(of buckets: ClosedRange<Int>, dash: Character) -> String {
    guard buckets.count > 1 else { return text(of: buckets.lowerBound) }
    let end = figures.edges[buckets.upperBound + 1]
    let last =
      switch figures.bucket.unit {
      case .second, .minute, .hour: text(at: end)
      case .week: date(end - .milliseconds(1))
      default: date(figures.edges[buckets.upperBound])
      }
    return "\(text(of: buckets.lowerBound)) \(dash) \(last)"
  }
}
