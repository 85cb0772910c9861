package import SalesCore

extension BucketSize {
  /// The bucket that holds `time`; never empty.
  package func bucket(containing time: Timestamp, calendar: ReportingCalendar) -> Range<Timestamp> {
    switch unit {
    case .second, .minute:
      return calendar.localMinutes(count * unit.nominalSeconds * 1000, containing: time)
    case .hour:
      return count == 1 ? calendar.bucket(.hour, containing: time) : hours(containing: time, calendar: calendar)
    case .day:
      return calendar.civilDay(containing: time)
    case .week, .month, .year:
      // After a clock is set back across midnight it shows the date before; the day that the time counts to decides.
      var start = firstDate(containing: calendar.date(at: calendar.civilDay(containing: time).lowerBound))
      while true {
        let next = firstDate(after: start)
        let range = calendar.start(of: start)..<calendar.start(of: next)
        if range.contains(time) { return range }
        start = next
      }
    }
  }

  /// Edges of the buckets that cover the range: the first at or before its start, the last at or after its end, every
  /// two neighbours one bucket apart. An empty range gives the bucket that holds it.
  package func edges(covering range: Range<Timestamp>, calendar: ReportingCalendar) -> [Timestamp] {
    var bucket = bucket(containing: range.lowerBound, calendar: calendar)
    var edges = [bucket.lowerBound, bucket.upperBound]
    while let last = edges.last, last < range.upperBound {
      if let step = steadyStep(from: last, calendar: calendar) {
        var next = last.milliseconds
        let end = min(last.milliseconds + 86_400_000, range.upperBound.milliseconds)
        while next < end {
          next += step
          edges.append(Timestamp(milliseconds: next))
        }
      } else {
        bucket = self.bucket(containing: last, calendar: calendar)
        edges.append(bucket.upperBound)
      }
    }
    return edges
  }

  /// Milliseconds from edge to edge, where the clock does not change within the next day; nil where each edge must be
  /// looked up.
  private func steadyStep(from edge: Timestamp, calendar: ReportingCalendar) -> Int64? {
    switch unit {
    case .second:
      return count * 1000
    case .minute, .hour:
      // A bucket that begins off the local grid was cut by a change of the clock.
      let length = count * unit.nominalSeconds * 1000
      let offset = calendar.offset(at: edge)
      guard (edge.milliseconds + offset) % length == 0,
        calendar.offset(at: Timestamp(milliseconds: edge.milliseconds + 86_400_000 + length)) == offset
      else { return nil }
      return length
    case .day, .week, .month, .year:
      return nil
    }
  }

  /// Buckets of several hours of the local day, longer or shorter where the clock changes.
  private func hours(containing time: Timestamp, calendar: ReportingCalendar) -> Range<Timestamp> {
    let day = calendar.civilDay(containing: time)
    let date = calendar.date(at: day.lowerBound)
    var start = day.lowerBound
    for hour in stride(from: count, to: 24, by: Int(count)) {
      let end = calendar.start(of: date, hour: hour)
      if time < end, start < end { return start..<end }
      start = max(start, end)
    }
    return start..<day.upperBound
  }

  private func firstDate(containing date: CivilDate) -> CivilDate {
    switch unit {
    case .week:
      return date.adding(days: -date.weekday)
    case .month:
      let month = (date.month - 1) / count * count
      return date.adding(days: 1 - date.day).adding(months: month - (date.month - 1))
    default:
      return date.adding(days: 1 - date.day).adding(months: 1 - date.month)
    }
  }

  private func firstDate(after start: CivilDate) -> CivilDate {
    switch unit {
    case .week: start.adding(days: 7)
    case .month: start.adding(months: count)
    default: start.adding(months: 12)
    }
  }
}

extension ReportingCalendar {
  /// A bucket of at most an hour on the local clock. It begins on a whole minute and is cut where the clock changes
  /// inside it.
  func localMinutes(_ length: Int64, containing time: Timestamp) -> Range<Timestamp> {
    if length <= 60_000 {
      let start = time.milliseconds.floorDivided(by: length) * length
      return Timestamp(milliseconds: start)..<Timestamp(milliseconds: start + length)
    }
    let offset = wholeMinutes(at: time)
    let start = (time.milliseconds + offset).floorDivided(by: length) * length - offset
    var range = Timestamp(milliseconds: start)..<Timestamp(milliseconds: start + length)
    if wholeMinutes(at: range.lowerBound) != offset {
      range = minute(change(in: range.lowerBound..<time))..<range.upperBound
    }
    let last = Timestamp(milliseconds: range.upperBound.milliseconds - 1)
    if wholeMinutes(at: last) != offset {
      range = range.lowerBound..<minute(change(in: time..<last))
    }
    return range
  }

  private func wholeMinutes(at time: Timestamp) -> Int64 {
    offset(at: minute(time)).floorDivided(by: 60_000) * 60_000
  }

  private func minute(_ time: Timestamp) -> Timestamp {
    Timestamp(milliseconds: time.milliseconds.floorDivided(by: 60_000) * 60_000)
  }
}
