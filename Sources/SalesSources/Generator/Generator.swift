package import SalesCore
package import SalesPipeline

/// Makes fictional sales. Sale n is a function of the catalog, the settings and n alone, so any range of sales can be
/// made again, byte by byte.
///
///     let settings = Generator.Settings(source: try SourceName("shop-1"))
///     let generator = Generator(catalog: try CatalogFile.standard(), settings: settings)
///     let schedule = generator.schedule(first: 0, start: start, rate: try Rate("10"))
///     let sale = generator.sale(7, on: schedule)  // id shop-1-000000000007, 0.7 s after `start`
package struct Generator: SaleSource {
  package struct Settings: Sendable {
    package var source: SourceName
    /// The default is 1.
    package var seed: UInt64 = 1
    /// Lets demand follow the hour and the weekday of each region's clock around the mean rate. The default is false:
    /// sales are evenly spaced.
    package var followsDemand = false
    package var faults = FaultInjection.none

    package init(source: SourceName) { self.source = source }
  }

  package let catalog: Catalog
  package let source: SourceName
  package var name: String { source.text }
  private let mix: SaleMix
  private let writer: RecordWriter
  private let faults: FaultPlan
  private let curve: DemandCurve?
  private let injects: Bool

  package init(catalog: Catalog, settings: Settings) {
    self.catalog = catalog
    source = settings.source
    // Two sources with one seed sell differently.
    let seed = settings.seed ^ CounterHash.bits(of: settings.source.text)
    mix = SaleMix(catalog: catalog, seed: seed)
    writer = RecordWriter(catalog: catalog, source: settings.source)
    faults = FaultPlan(settings.faults, seed: seed)
    injects = !settings.faults.isNone
    curve = settings.followsDemand ? DemandCurve(catalog: catalog, seed: settings.seed) : nil
  }

  /// Sales evenly `rate` a second (or around that, with a demand curve), the sale numbered `first` at `start`.
  package func schedule(first: Int64, start: Timestamp, rate: Rate) -> EventSchedule {
    EventSchedule(first: first, start: start, spacing: EvenSpacing(rate), curve: curve)
  }

  /// `count` sales spread evenly over a span of time, without the demand curve: for a batch of live sales.
  package func schedule(first: Int64, count: Int64, over span: Range<Timestamp>) -> EventSchedule {
    let length = span.upperBound.milliseconds - span.lowerBound.milliseconds
    return EventSchedule(first: first, start: span.lowerBound, spacing: EvenSpacing(milliseconds: length, sales: count))
  }

  /// Sale `n` as a value.
  package func sale(_ n: Int64, on schedule: EventSchedule) -> Sale {
    let cursor = EventSchedule.Cursor(schedule, at: n)
    let pick = pick(n, at: cursor, promoted: promotion(at: cursor))
    return Sale(
      id: source.id(n), time: Timestamp(milliseconds: time(n, at: cursor)), amount: Money(minorUnits: pick.amountMinor),
      product: catalog.products[pick.product].name, region: catalog.regions[pick.region].name, source: source.text,
      sequence: n)
  }

  /// Appends the records of sales `numbers`, and the faults that follow each. No record before sale `first` is
  /// repeated.
  package func append(
    _ numbers: Range<Int64>, on schedule: EventSchedule, notBefore first: Int64, to records: inout RecordBuffer,
    ledger: inout InjectionLedger
  ) {
    guard !numbers.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: writer.maxLength) { scratch in
      guard let start = scratch.baseAddress else { return }
      var cursor = EventSchedule.Cursor(schedule, at: numbers.lowerBound)
      var text = RecordWriter.TimeText()
      var promoted: (category: Int, share: Int)?
      for n in numbers {
        if cursor.slotChanged { promoted = promotion(at: cursor) }
        let pick = pick(n, at: cursor, promoted: promoted)
        var out = ByteWriter(start)
        writer.write(sequence: n, milliseconds: time(n, at: cursor), pick: pick, time: &text, to: &out)
        let count = out.next - start
        records.append { $0.append(contentsOf: UnsafeBufferPointer(start: start, count: count)) }
        ledger.add(amountMinor: pick.amountMinor)
        if injects { appendFaults(after: n, at: cursor, on: schedule, notBefore: first, to: &records, ledger: &ledger) }
        cursor.advance()
      }
    }
  }

  private func appendFaults(
    after n: Int64, at cursor: EventSchedule.Cursor, on schedule: EventSchedule, notBefore first: Int64,
    to records: inout RecordBuffer, ledger: inout InjectionLedger
  ) {
    if faults.lateness(n) > 0 { ledger.late += 1 }
    if let earlier = faults.repeated(after: n, notBefore: first) {
      let sale = sale(earlier, on: schedule)
      records.append { SaleEncoder(currency: catalog.currency).append(sale, to: &$0) }
      ledger.duplicates += 1
    }
    if let defect = faults.defect(after: n) {
      let bytes = defect.bytes(id: source.id(n) + "-bad", time: Timestamp(milliseconds: cursor.time))
      records.append { $0.append(contentsOf: bytes) }
      ledger.malformed[defect.reason, default: 0] += 1
    }
  }

  @inline(__always)
  private func pick(
    _ n: Int64, at cursor: EventSchedule.Cursor, promoted: (category: Int, share: Int)?
  ) -> SaleMix.Pick {
    guard let plan = cursor.plan else { return mix.pick(n, regionOf: mix.region, promoted: nil) }
    return mix.pick(n, regionOf: { plan.region($0, slot: cursor.slot) }, promoted: promoted)
  }

  @inline(__always)
  private func time(_ n: Int64, at cursor: EventSchedule.Cursor) -> Int64 {
    max(0, cursor.time - faults.lateness(n))
  }

  /// The category of the running promotion, and the share of all sales, of 65,536, that the promotion adds.
  private func promotion(at cursor: EventSchedule.Cursor) -> (category: Int, share: Int)? {
    guard let promotion = cursor.plan?.promotion(slot: cursor.slot) else { return nil }
    return (promotion.category, Int((promotion.boost - 1) / promotion.boost * 65_536))
  }
}
