import SalesCore
import SalesPipeline

/// `checkpoints`: one document a partition, `partition/0`.
extension MongoDocuments {
  func checkpoints() async throws -> [Checkpoint] {
    let found = try await all(MongoQuery(.checkpoints) { _ in }, during: "read checkpoints of", Self.checkpoint)
    return found.sorted { $0.partition < $1.partition }
  }

  /// Two steps, for an insert and an increment at once is not everywhere one: a crash between them leaves epoch 0.
  func takeCheckpoint(of partition: Int32) async throws -> Checkpoint {
    let during = "take partition \(partition) of"
    let new = Checkpoint(partition: partition, epoch: 0, next: 0)
    _ = try await write([.insert(BSON { Self.write(new, to: &$0) })], to: .checkpoints, during: during)
    let command = BSON { command in
      command.add("findAndModify", Collection.checkpoints.rawValue)
      command.add("query") { $0.add("_id", Self.id(of: partition)) }
      command.add("update") { $0.add("$inc") { $0.add("epoch", 1 as Int64) } }
      command.add("new", true)
    }
    let reply = try await server.command(command, during: during)
    let taken = reply.read { view in
      var view = view
      return view.document("value").flatMap { value in
        var value = value
        return Self.checkpoint(&value)
      }
    }
    guard let taken else {
      throw BackendError(
        .corrupt, during: "\(during) \(location)",
        detail: "the document `\(Self.id(of: partition))` of `checkpoints` is not as salestop writes it")
    }
    return taken
  }

  func move(_ checkpoint: Checkpoint, from next: Int64) async throws -> Bool {
    let mine = BSON {
      $0.add("_id", Self.id(of: checkpoint.partition))
      $0.add("epoch", checkpoint.epoch)
      $0.add("next", next)
    }
    let document = BSON { Self.write(checkpoint, to: &$0) }
    let result = try await write(
      [.replace(mine, with: document)], to: .checkpoints,
      during: "move checkpoint of partition \(checkpoint.partition) of")
    return result.matched == 1
  }

  private static func id(of partition: Int32) -> String { "partition/\(partition)" }

  private static func write(_ checkpoint: Checkpoint, to document: inout BSONWriter) {
    document.add("_id", id(of: checkpoint.partition))
    document.add("partition", checkpoint.partition)
    document.add("epoch", checkpoint.epoch)
    document.add("next", checkpoint.next)
    if let newest = checkpoint.newestSale { document.add("newestSale", newest) }
    if let fingerprint = checkpoint.fingerprint { document.add("fingerprint", fingerprint) }
    let totals = checkpoint.totals
    document.add("sales", totals.sales)
    document.add("revenueMinor", totals.revenueMinor)
    document.add("duplicates", totals.duplicates)
    document.add("conflicts", totals.conflicts)
    document.add("deadLetters", totals.deadLetters)
    document.add("late", totals.late)
    document.add("lost", eachOf: checkpoint.lost) { element, range in
      element.add("from", range.lowerBound)
      element.add("to", range.upperBound)
    }
    document.add("clocks", eachOf: checkpoint.clocks) { element, clock in
      element.add("time", clock.time)
      element.add("end", clock.end)
    }
  }

  private static func checkpoint(_ document: inout BSONView) -> Checkpoint? {
    guard document.isOfOurSchema(), let id = document.text("_id"), let partition = document.partition(),
      id == self.id(of: partition), let epoch = document.count("epoch"), let next = document.count("next")
    else { return nil }
    var checkpoint = Checkpoint(
      partition: partition, epoch: epoch, next: next, newestSale: document.time("newestSale"))
    checkpoint.fingerprint = document.integer("fingerprint")
    guard let sales = document.count("sales"), let revenue = document.integer("revenueMinor"),
      let duplicates = document.count("duplicates"), let conflicts = document.count("conflicts"),
      let deadLetters = document.count("deadLetters"), let late = document.count("late")
    else { return nil }
    checkpoint.totals.sales = sales
    checkpoint.totals.revenueMinor = revenue
    checkpoint.totals.duplicates = duplicates
    checkpoint.totals.conflicts = conflicts
    checkpoint.totals.deadLetters = deadLetters
    checkpoint.totals.late = late
    let isWhole = document.each("lost") { range in
      guard let from = range.count("from"), let to = range.count("to"), from <= to else { return false }
      checkpoint.lost.append(from..<to)
      return true
    }
    guard isWhole else { return nil }
    // Older documents have none.
    guard document.has("clocks") else { return checkpoint }
    let areClocksWhole = document.each("clocks") { clock in
      guard let time = clock.time("time"), let end = clock.count("end") else { return false }
      checkpoint.clocks.append(ClockNote(time: time, end: end))
      return true
    }
    return areClocksWhole ? checkpoint : nil
  }
}
