import SalesCore
package import SalesPipeline
import Testing

/// The promises of every store. `reopen` gives a later handle on the same store, after the first is gone.
package struct SaleStoreContract {
  private let store: any SaleStore
  private let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  package init(store: any SaleStore) {
    self.store = store
  }

  package func run() async throws {
    var checkpoint = try await store.take(0, of: "log-a")
    #expect(checkpoint.epoch == 1 && checkpoint.next == 0)
    checkpoint = try await storesOnce(checkpoint)
    checkpoint = try await changesNothingWhenAppliedAgain(checkpoint)
    checkpoint = try await countsDuplicatesOnce(checkpoint)
    try await keepsDeadLetters(checkpoint)
    try await fencesTheOlderHolder()
    try await remembersWhatWasLost()
    try await remembersTheClock()
    try await showsReplacedRollups()
    try await isRepaired()
    try await remembersTheHeartbeat()
    try await findsTheNewestRejections()
    try await addsUpOtherCurrencies()
    try await refusesAnotherLog()
  }

  private func storesOnce(_ checkpoint: Checkpoint) async throws -> Checkpoint {
    let batch = batch(checkpoint, [sale("s1", 1000), sale("s2", -250, product: "Lamp")])
    let after = try await store.apply(batch)
    #expect(after.next == 2 && after.totals.sales == 2 && after.totals.revenueMinor == 750)
    let poll = try await store.poll(
      PollRequest(spans: [RollupSpan(level: .day, range: .distantPast..<Timestamp.distantFuture)]))
    let cells = poll.rollups.flatMap(\.cells)
    #expect(cells.map(\.sales).reduce(0, +) == 2 && cells.map(\.refunds).reduce(0, +) == 1)
    #expect(cells.map(\.revenue).reduce(0, +) == 750)
    #expect(Set(cells.map { poll.names[Int($0.product)] }) == ["Desk", "Lamp"])
    return after
  }

  private func changesNothingWhenAppliedAgain(_ checkpoint: Checkpoint) async throws -> Checkpoint {
    var again = batch(checkpoint, [sale("s1", 1000), sale("s2", -250, product: "Lamp")], from: 0)
    #expect(try await store.apply(again) == checkpoint)
    // An overlap counts only what is new.
    again.entries.append(.init(offset: 2, sale: sale("s3", 5), isLate: true))
    again.next = 3
    let after = try await store.apply(again)
    #expect(after.next == 3 && after.totals.sales == 3 && after.totals.revenueMinor == 755 && after.totals.late == 1)
    #expect(after.totals.duplicates == 0)
    return after
  }

  private func countsDuplicatesOnce(_ checkpoint: Checkpoint) async throws -> Checkpoint {
    let after = try await store.apply(batch(checkpoint, [sale("s1", 1000), sale("s1", 9999)]))
    #expect(after.totals.duplicates == 2 && after.totals.conflicts == 1)
    #expect(after.totals.sales == 3 && after.totals.revenueMinor == 755)
    let first = try await store.snapshot().stored(ids: ["s1"]).first ?? nil
    #expect(first?.sale.amount.minorUnits == 1000 && first?.position.offset == 0)
    return after
  }

  private func keepsDeadLetters(_ checkpoint: Checkpoint) async throws {
    var batch = batch(checkpoint, [])
    let letter = DeadLetter(
      position: Position(partition: 0, offset: checkpoint.next), appended: start,
      problem: SaleProblem(.notASale, "no"), bytes: [0, 255, 10])
    batch.deadLetters = [letter]
    batch.next = checkpoint.next + 1
    #expect(try await store.apply(batch).totals.deadLetters == 1)
    #expect(try await store.deadLetters(after: nil, limit: 10) == [letter])
    #expect(try await store.deadLetters(after: letter.position, limit: 10).isEmpty)
    #expect(try await store.deadLetters(reason: .notASale, after: nil, limit: 10) == [letter])
    #expect(try await store.deadLetters(reason: .currency, after: nil, limit: 10).isEmpty)
  }

  private func findsTheNewestRejections() async throws {
    let other = try await store.take(7, of: "log-a")
    var batch = batch(other, [])
    batch.deadLetters = (0..<3).map { offset in
      DeadLetter(
        position: Position(partition: 7, offset: offset), appended: start + .seconds(offset == 1 ? 9 : -1 - offset),
        problem: SaleProblem(.badTime, "\(offset)"), bytes: [1])
    }
    batch.next = 3
    _ = try await store.apply(batch)
    let newest = try await store.rejections(newest: 2)
    #expect(newest.map(\.problem.message) == ["1", "no"])
    #expect(newest.first?.appended == start + .seconds(9))
    #expect(try await store.rejections(newest: 100).count == 4)
  }

  private func addsUpOtherCurrencies() async throws {
    let checkpoint = try await store.take(8, of: "log-a")
    var batch = batch(checkpoint, [])
    let records = [#"{"currency":"GBP","amount":20}"#, "{}", #"{"currency":"USD","amount":1e3}"#]
    batch.deadLetters = zip(records, [.currency, .missingField, .currency]).enumerated().map { offset, letter in
      DeadLetter(
        position: Position(partition: 8, offset: Int64(offset)), appended: start,
        problem: SaleProblem(letter.1, "no"), bytes: Array(letter.0.utf8))
    }
    batch.next = 3
    _ = try await store.apply(batch)
    #expect(try await store.leftOutMoney().text == "currency: 2 records, 20.00 GBP, 1000.00 USD")
  }

  private func remembersTheHeartbeat() async throws {
    var beat = Heartbeat(
      time: start, logEnd: [0: 9], storedPerSecond: 2.5, latencyP50: 3, latencyP99: 40.25, watermark: start)
    beat.samples = (0..<Int64(Heartbeat.mostSamples)).map { offset in
      AppendSample(position: Position(partition: 7, offset: offset), appended: start - .milliseconds(offset))
    }
    try await store.beat(beat)
    #expect(try await store.poll(PollRequest(spans: [])).state.heartbeat == beat)
    for isLast in [true, false, true] {
      (beat.samples, beat.time, beat.isLast) = ([], beat.time + .seconds(1), isLast)
      try await store.beat(beat)
      #expect(try await store.poll(PollRequest(spans: [])).state.heartbeat == beat)
    }
  }

  private func fencesTheOlderHolder() async throws {
    let old = try await store.take(0, of: "log-a")
    let new = try await store.take(0, of: "log-a")
    #expect(new.epoch == old.epoch + 1 && new.next == old.next)
    await #expect { try await store.apply(batch(old, [sale("zombie", 1)])) } throws: {
      ($0 as? BackendError)?.kind == .fenced
    }
    #expect(try await store.snapshot().stored(ids: ["zombie"]) == [nil])
    #expect(try await store.apply(batch(new, [sale("s4", 1)])).next == new.next + 1)
  }

  private func remembersWhatWasLost() async throws {
    let before = try await store.take(0, of: "log-a")
    #expect(before.lost.isEmpty)
    var batch = batch(before, [])
    batch.lost = before.next..<before.next + 7
    batch.next = before.next + 7
    let after = try await store.apply(batch)
    #expect(after.lost == [before.next..<before.next + 7] && after.next == before.next + 7)
    #expect(after.totals == before.totals && after.newestSale == before.newestSale)
    #expect(after.fingerprint == before.fingerprint)
    #expect(try await store.apply(batch) == after)
    var sales = self.batch(after, [sale("s5", 40)])
    sales.fingerprint = .min
    let last = try await store.apply(sales)
    #expect(last.lost == after.lost && last.fingerprint == .min)
    #expect(try await store.apply(self.batch(last, [sale("s6", 40)])).fingerprint == .min)
    #expect(try await store.take(0, of: "log-a").lost == after.lost)
    #expect(try await store.snapshot().state.checkpoints.map(\.lost) == [after.lost])
  }

  /// The clock by which records were judged is noted with them, and a later one takes its place.
  private func remembersTheClock() async throws {
    let before = try await store.take(0, of: "log-a")
    #expect(before.clocks.isEmpty)
    var judged = batch(before, [sale("s8", 40)])
    judged.clock = ClockNote(time: start + .milliseconds(7), end: judged.next)
    let after = try await store.apply(judged)
    #expect(after.clocks == [ClockNote(time: start + .milliseconds(7), end: before.next + 1)])
    #expect(try await store.apply(judged) == after)
    let later = try await store.apply(batch(after, [sale("s9", 40)]))
    #expect(later.clocks == after.clocks)
    judged = batch(later, [sale("s10", 40)])
    judged.clock = ClockNote(time: start + .seconds(9), end: judged.next)
    let last = try await store.apply(judged)
    #expect(last.clocks == [ClockNote(time: start + .seconds(9), end: later.next + 1)])
    #expect(try await store.take(0, of: "log-a").clocks == last.clocks)
    #expect(try await store.snapshot().state.checkpoints.map(\.clocks) == [last.clocks])
  }

  /// With other cells, and one where there are no sales; readers load anew.
  private func showsReplacedRollups() async throws {
    let span = RollupSpan(level: .day, range: start - .days(2)..<start + .days(2))
    let before = try await store.poll(PollRequest(spans: [span]))
    let own = try #require(before.rollups.first)
    var names = before.names
    names.append("Chair")
    var wrong = own
    wrong.cells[0].product = NameID(names.count - 1)
    wrong.cells[0].revenue += 1
    var stray = own
    stray.bucket = start - .hours(34)
    stray.through = 0
    try await store.replace(span, with: [stray, wrong], names: names)
    let after = try await store.poll(PollRequest(spans: [span], after: before.token))
    #expect(after.isComplete)
    #expect(facts(after.rollups, after.names) == facts([stray, wrong], names))
    try await store.replace(
      RollupSpan(level: .day, range: start - .days(2)..<start - .days(1)), with: [], names: names)
    #expect(try await rollups(span) == facts([wrong], names))
    try await store.replace(span, with: before.rollups, names: before.names)
    #expect(try await rollups(span) == facts(before.rollups, before.names))
  }

  /// By level; whoever held a partition before is fenced off, and a new holder goes on from there.
  private func isRepaired() async throws {
    let spans = RollupLevel.allCases.map { RollupSpan(level: $0, range: start - .days(2)..<start + .days(2)) }
    var right: [Set<[String]>] = []
    for span in spans { right.append(try await rollups(span)) }
    let holder = try await store.take(0, of: "log-a")
    let before = try await store.poll(PollRequest(spans: spans))
    for span in spans { try await store.replace(span, with: try await damaged(span), names: before.names) }
    let report = try await Repair(store: store).run()
    #expect(report.recounted == spans.count && report.corrected == spans.count)
    #expect(report.added == 0 && report.removed == 1)
    for (span, right) in zip(spans, right) { #expect(try await rollups(span) == right) }
    let after = try await store.poll(PollRequest(spans: [], after: before.token))
    #expect(after.isComplete && after.token.generation > before.token.generation)
    await #expect { try await store.apply(batch(holder, [sale("zombie", 1)])) } throws: {
      ($0 as? BackendError)?.kind == .fenced
    }
    #expect(try await Repair(store: store).run().changes == 0)
    let next = try await store.take(0, of: "log-a")
    #expect(next.next == holder.next && next.totals == holder.totals && next.lost == holder.lost)
    _ = try await store.apply(batch(next, [sale("s7", 13)]))
    for (span, right) in zip(spans, right) { #expect(try await rollups(span) != right) }
    #expect(try await Repair(store: store).run().changes == 0)
  }

  /// Each level's rollup with a wrong cell, and an hour too many.
  private func damaged(_ span: RollupSpan) async throws -> [Rollup] {
    var rollups = try await store.poll(PollRequest(spans: [span])).rollups
    for index in rollups.indices { rollups[index].cells[0].sales += 1 }
    if span.level == .hour, var stray = rollups.first {
      stray.bucket = start - .hours(30)
      stray.through = 0
      rollups.insert(stray, at: 0)
    }
    return rollups
  }

  private func rollups(_ span: RollupSpan) async throws -> Set<[String]> {
    let poll = try await store.poll(PollRequest(spans: [span]))
    return facts(poll.rollups, poll.names)
  }

  /// Cells without the numbers of names, which differ from store to store.
  private func facts(_ rollups: [Rollup], _ names: [String]) -> Set<[String]> {
    Set(
      rollups.flatMap { rollup in
        rollup.cells.map { cell in
          [
            rollup.level.name, rollup.bucket.text, "\(rollup.partition)", "\(rollup.through)",
            names[Int(cell.region)], names[Int(cell.product)], "\(cell.sales)", "\(cell.refunds)", "\(cell.revenue)",
          ]
        }
      })
  }

  private func refusesAnotherLog() async throws {
    #expect(try await store.settings().logIdentity == LogIdentity("log-a", isDense: true))
    #expect(try await store.settings().isLogDense)
    await #expect { try await store.take(0, of: "log-b") } throws: { ($0 as? BackendError)?.kind == .foreign }
  }

  private func sale(_ id: String, _ amount: Int64, product: String = "Desk") -> Sale {
    Sale(id: id, time: start, amount: Money(minorUnits: amount), product: product, region: "EMEA")
  }

  private func batch(_ checkpoint: Checkpoint, _ sales: [Sale], from: Int64? = nil) -> StoreBatch {
    let from = from ?? checkpoint.next
    var batch = StoreBatch(
      partition: checkpoint.partition, epoch: checkpoint.epoch, from: from, next: from + Int64(sales.count))
    batch.entries = sales.enumerated().map { .init(offset: from + Int64($0), sale: $1, isLate: false) }
    batch.newestSale = sales.map(\.time).max()
    return batch
  }
}
