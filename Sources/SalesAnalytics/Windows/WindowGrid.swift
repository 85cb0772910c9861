import SalesCore

/// The starts of windows: buckets of the local calendar, or, where these would not tile (`7m`, `36h`), multiples of a
/// length counted from 1970-01-01T00:00:00Z.
package enum WindowGrid: Hashable, Sendable {
  case calendar(BucketSize)
  /// Length in whole seconds.
  case fixed(seconds: Int64)

  /// Throws for days and longer that are not one bucket of the calendar, because they have no natural start.
  init(_ span: TimeSpan, _ scanner: PeriodScanner, at offset: Int) throws(PeriodProblem) {
    if let size = BucketSize(span.count, span.unit) {
      self = .calendar(size)
    } else if span.unit < .day {
      self = .fixed(seconds: span.count * span.unit.nominalSeconds)
    } else {
      throw scanner.problem(
        "\(span.text) has no natural beginning", at: offset, instead: "use 1d, 1w, 1M, 3M or 1y, or hours, as in 48h")
    }
  }

  package var text: String {
    switch self {
    case .calendar(let size): size.text
    case .fixed(let seconds):
      seconds % 3600 == 0 ? "\(seconds / 3600)h" : seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
  }

  /// The coarsest rollups whose buckets never cross an edge.
  var level: RollupLevel {
    switch self {
    case .calendar(let size): size.level
    // Local hours may begin inside an hour of UTC.
    case .fixed(let seconds): seconds % 60 == 0 ? .minute : .second
    }
  }

  var nominalSeconds: Int64 {
    switch self {
    case .calendar(let size): size.count * size.unit.nominalSeconds
    case .fixed(let seconds): seconds
    }
  }

  /// Edges in strictly rising order, the first at or before the range, the last at or after its end.
  func edges(covering range: Range<Timestamp>, calendar: ReportingCalendar) -> [Timestamp] {
    switch self {
    case .calendar(let size): return size.edges(covering: range, calendar: calendar)
    case .fixed(let seconds):
      let step = seconds * 1000
      let first = range.lowerBound.milliseconds.floorDivided(by: step) * step
      var edges = [Timestamp(milliseconds: first)]
      repeat {
        edges.append(edges[edges.count - 1] + .milliseconds(step))
      } while edges[edges.count - 1] < range.upperBound
      return edges
    }
  }
}
