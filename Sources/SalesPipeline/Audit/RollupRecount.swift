import SalesCore

/// Reads a store's rollups a day of the reporting calendar at a time, and counts them afresh from the stored sales.
///
/// A rollup counts exactly the log up to its own `through`. It is read before its sales and compared with the sales
/// before the checkpoint and those up to `through`, so that consumers may run meanwhile.
struct RollupRecount: Sendable {
  let store: any StoreSnapshot
  let calendar: ReportingCalendar
  /// `NameID` of `(other)`; an unused one where there is no such name.
  let other: NameID
  private let state: StoreState
  /// Next offset of the checkpoint, by partition.
  private let next: [Int32: Int64]

  init(store: any StoreSnapshot, during: String) async throws {
    self.store = store
    calendar = try ReportingCalendar(named: try await store.settings.timeZone, during: during)
    state = try await store.state
    next = Dictionary(uniqueKeysWithValues: state.checkpoints.map { ($0.partition, $0.next) })
    let names = try await store.names
    other = NameID(names.firstIndex(of: RollupCells.otherName) ?? names.count)
  }

  /// The days from the oldest sale to the newest; nil without sales.
  var days: (all: UnfoldFirstSequence<Range<Timestamp>>, range: Range<Timestamp>)? {
    guard let oldest = state.oldestSale, let newest = state.newestSale else { return nil }
    let (first, last) = (calendar.bucket(.day, containing: oldest), calendar.bucket(.day, containing: newest))
    let all = sequence(first: first) { [calendar] day in
      day.upperBound > newest ? nil : calendar.bucket(.day, containing: day.upperBound)
    }
    return (all, first.lowerBound..<max(first.upperBound, last.upperBound))
  }

  /// The spans before and after those days, by level.
  var outside: [RollupSpan] {
    let all = Timestamp.distantPast..<Timestamp.distantFuture
    let ranges = days.map { [all.lowerBound..<$0.range.lowerBound, $0.range.upperBound..<all.upperBound] } ?? [all]
    return ranges.flatMap { range in RollupLevel.allCases.map { RollupSpan(level: $0, range: range) } }
  }

  /// Days in `outside` that have rollups: these are wrong, or a consumer has just made them.
  func strayDays(skippingDamage: Bool = false) async throws -> [Range<Timestamp>] {
    var days: Set<Range<Timestamp>> = []
    for span in outside {
      for rollup in try await kept(span, skippingDamage: skippingDamage) ?? [] {
        days.insert(calendar.bucket(.day, containing: rollup.bucket))
      }
    }
    return days.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// With `skippingDamage`, nil where the rollups cannot be read.
  private func kept(_ span: RollupSpan, skippingDamage: Bool) async throws -> [Rollup]? {
    do {
      return try await store.rollups(span)
    } catch let error as BackendError where skippingDamage && error.kind == .corrupt {
      return nil
    }
  }

  /// With `skippingDamage`, a level that cannot be read is no error.
  func count(_ day: Range<Timestamp>, skippingDamage: Bool = false) async throws -> CountedDay {
    var kept: [RollupLevel: [Rollup]] = [:]
    for level in RollupLevel.allCases {
      let first = max(day.lowerBound, state.retainedFrom[level] ?? .distantPast)
      guard first < day.upperBound else { continue }
      let span = RollupSpan(level: level, range: first..<day.upperBound)
      kept[level] = try await self.kept(span, skippingDamage: skippingDamage)
    }
    let since = try await keptSince(day)
    let ahead = kept.values.joined().filter { $0.through >= next[$0.partition] ?? 0 }.map { ($0.key, $0.through) }
    let tally = DayTally(
      day: day.lowerBound, next: next, ahead: Dictionary(ahead) { max($0, $1) },
      recount: Recount(since: since, calendar: calendar, other: other))
    let counted = try await store.reduce(in: day, into: tally) { $0.add($1) }
    let levels = since.sorted { $0.key < $1.key }.map { level, first in
      CountedDay.Level(
        span: RollupSpan(level: level, range: first..<day.upperBound),
        kept: kept[level]?.filter { $0.bucket >= first }, recounted: counted.recount.rollups(level))
    }
    return CountedDay(levels: levels, stored: counted.stored, ahead: counted.ahead)
  }

  /// First kept bucket by level, read after the rollups: retention may have removed some of them meanwhile.
  private func keptSince(_ day: Range<Timestamp>) async throws -> [RollupLevel: Timestamp] {
    let retainedFrom = try await store.state.retainedFrom
    return RollupLevel.allCases.reduce(into: [:]) { since, level in
      let first = max(day.lowerBound, retainedFrom[level] ?? .distantPast)
      if first < day.upperBound { since[level] = first }
    }
  }
}

/// The kept rollups of a day and their recount.
struct CountedDay: Sendable {
  struct Level: Sendable {
    var span: RollupSpan
    /// Nil where they cannot be read.
    var kept: [Rollup]?
    var recounted: [Rollup]
  }

  /// The levels that are kept of the day, finest first.
  var levels: [Level]
  /// Its stored sales before the checkpoints.
  var stored: AuditReport.Sum
  /// The sales after the checkpoints that its day rollups count.
  var ahead: AuditReport.Sum
}

/// Sales of one day being counted.
private struct DayTally: Sendable {
  let day: Timestamp
  let next: [Int32: Int64]
  /// `through` of the rollups that are ahead of the checkpoints.
  let aheadThrough: [Rollup.Key: Int64]
  var recount: Recount
  var stored = AuditReport.Sum()
  var ahead = AuditReport.Sum()

  init(day: Timestamp, next: [Int32: Int64], ahead: [Rollup.Key: Int64], recount: Recount) {
    self.day = day
    self.next = next
    aheadThrough = ahead
    self.recount = recount
  }

  mutating func add(_ sale: SaleFigures) {
    let position = sale.position
    if position.offset < next[position.partition] ?? 0 {
      recount.add(sale)
      stored.add(sale)
    } else if !aheadThrough.isEmpty {
      recount.add(sale) { [aheadThrough] in position.offset <= aheadThrough[$0] ?? -1 }
      let key = Rollup.Key(level: .day, bucket: day, partition: position.partition)
      if position.offset <= aheadThrough[key] ?? -1 { ahead.add(sale) }
    }
  }
}
