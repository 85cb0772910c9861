import SalesCore

/// Where windows begin: on buckets of the local calendar, or at multiples of a length counted from 1970-01-01T00:00:00Z where such
/// buckets would not tile (`7m`, `36h`).
package enum WindowGrid: Hashable, Sendable {
  case calendar(BucketSize)
  /// Whole seconds.
  case fixed(seconds: Int64)

  /// Throws for days and longer that are not one bucket of the calendar: their beginning would be arbitrary.
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

  /// The rollups whose buckets never cross an edge.
  var level: RollupLevel {
    switch self {
    case .calendar(let size): size.level
    // Local hours need not begin on whole hours of UTC.
    case .fixed(let seconds): seconds % 60 == 0 ? .minute : .second
    }
  }

  var nominalSeconds: Int64 {
    switch self {
    case .calendar(let size): size.count * size.unit.nominalSeconds
    case .fixed(let seconds): seconds
    }
  }

  /// Snapped outward; strictly rising.
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
