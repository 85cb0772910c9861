package import Foundation

/// Bucket boundaries in the store's reporting time zone. Hours and days begin on local boundaries and are identified by
/// the instant at which they begin. A day has 23 to 25 hours, and an hour is cut where the zone's offset changes inside
/// it.
package struct ReportingCalendar: Sendable {
  package let timeZone: TimeZone

  package init(timeZone: TimeZone) { self.timeZone = timeZone }

  package static let utc = ReportingCalendar(timeZone: .gmt)

  /// Milliseconds to add to UTC to get the local wall clock at that instant.
  package func offset(at time: Timestamp) -> Int64 {
    Int64(timeZone.secondsFromGMT(for: time.date)) * 1000
  }

  /// The local wall clock at that instant, as if it were UTC.
  package func local(_ time: Timestamp) -> Timestamp {
    Timestamp(milliseconds: time.milliseconds + offset(at: time))
  }

  /// The bucket of `level` that holds `time`.
  package func bucket(_ level: RollupLevel, containing time: Timestamp) -> Range<Timestamp> {
    switch level {
    case .second: fixed(1000, containing: time)
    case .minute: fixed(60_000, containing: time)
    case .hour: localHours(1, containing: time)
    case .day: civilDay(containing: time)
    }
  }

  private func fixed(_ length: Int64, containing time: Timestamp) -> Range<Timestamp> {
    let start = time.milliseconds.floorDivided(by: length) * length
    return Timestamp(milliseconds: start)..<Timestamp(milliseconds: start + length)
  }

  /// `count` hours (a divisor of 24) from local midnight, cut at a change of offset.
  func localHours(_ count: Int64, containing time: Timestamp) -> Range<Timestamp> {
    let length = count * 3_600_000
    let offset = offset(at: time)
    let start = (time.milliseconds + offset).floorDivided(by: length) * length - offset
    var range = Timestamp(milliseconds: start)..<Timestamp(milliseconds: start + length)
    if self.offset(at: range.lowerBound) != offset {
      range = change(in: range.lowerBound..<time)..<range.upperBound
    }
    let last = Timestamp(milliseconds: range.upperBound.milliseconds - 1)
    if self.offset(at: last) != offset {
      range = range.lowerBound..<change(in: time..<last)
    }
    return range
  }

  /// The first instant after `span.lowerBound` at which the offset is that of `span.upperBound`.
  package func change(in span: Range<Timestamp>) -> Timestamp {
    let after = offset(at: span.upperBound)
    var low = span.lowerBound.milliseconds
    var high = span.upperBound.milliseconds
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: Timestamp(milliseconds: middle)) == after { high = middle } else { low = middle }
    }
    return Timestamp(milliseconds: high)
  }
}

extension Timestamp {
  package init(_ date: Date) {
    self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
  }

  package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
