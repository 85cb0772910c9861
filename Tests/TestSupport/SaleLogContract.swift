import SalesCore
package import SalesPipeline
import Testing

/// The promises of every log. `reopen` gives a second handle on the same log.
package struct SaleLogContract {
  package var log: any SaleLog
  package var reopen: () async throws -> any SaleLog

  package init(log: any SaleLog, reopen: @escaping () async throws -> any SaleLog) {
    self.log = log
    self.reopen = reopen
  }

  package func run() async throws {
    try await beginsEmpty()
    // Where each record goes is only known of a log of one partition.
    if try await log.partitions().count == 1 {
      try await keepsOrderAndBytes()
      try await readsFromAnywhere()
    }
    try await saysWhereRecordsAre()
    try await remembersSources()
    try await staysAfterReopening()
  }

  private func beginsEmpty() async throws {
    for bounds in try await log.partitions() {
      #expect(bounds.first == 0 && bounds.end == 0)
      #expect(try await log.read(from: Position(partition: bounds.partition, offset: 0), limit: 10).isEmpty)
    }
    #expect(try await log.nextSequence(of: "p1") == 0)
  }

  private func keepsOrderAndBytes() async throws {
    let first = try await log.append(Self.buffer(["one", "", "three\u{0}\u{FF}"]), progress: nil)
    let second = try await log.append(Self.buffer(["four"]), progress: nil)
    #expect(first.first?.lowerBound == Position(partition: 0, offset: 0))
    #expect(second.first?.lowerBound == Position(partition: 0, offset: 3))
    let batch = try await log.read(from: Position(partition: 0, offset: 0), limit: 100)
    #expect(batch.offsets == [0, 1, 2, 3])
    #expect(
      (0..<batch.count).map { Array(batch.bytes(of: $0)) }
        == ["one", "", "three\u{0}\u{FF}", "four"].map { Array($0.utf8) })
  }

  private func readsFromAnywhere() async throws {
    let middle = try await log.read(from: Position(partition: 0, offset: 1), limit: 2)
    #expect(middle.offsets == [1, 2])
    #expect(middle.next == 3)
    #expect(try await log.read(from: Position(partition: 0, offset: 4), limit: 2).isEmpty)
  }

  private func saysWhereRecordsAre() async throws {
    let texts = (0..<500).map { #"{"id":"p1-\#($0)","amount":\#($0)}"# }
    let positions = try await log.append(Self.buffer(texts), progress: nil)
    #expect(positions.map { $0.upperBound.offset - $0.lowerBound.offset }.reduce(0, +) == 500)
    var found: [String] = []
    for range in positions {
      var part: [String] = []
      var next = range.lowerBound
      // In small steps, each of which goes on where the one before has ended.
      while next < range.upperBound {
        let limit = Int(min(7, range.upperBound.offset - next.offset))
        let batch = try await log.read(from: next, limit: limit)
        #expect(batch.offsets == Array(next.offset..<next.offset + Int64(limit)))
        guard let end = batch.next else { break }
        part += (0..<batch.count).map { String(decoding: batch.bytes(of: $0), as: UTF8.self) }
        next.offset = end
      }
      // Within a partition, in the order of the append.
      let places = part.compactMap(texts.firstIndex)
      #expect(places == places.sorted())
      found += part
    }
    #expect(found.sorted() == texts.sorted())
  }

  private func remembersSources() async throws {
    #expect(try await log.nextSequence(of: "p1") == 0)
    _ = try await log.append(Self.buffer(["five"]), progress: SourceProgress(source: "p1", nextSequence: 7))
    #expect(try await log.nextSequence(of: "p1") == 7)
    #expect(try await log.nextSequence(of: "p2") == 0)
  }

  private func staysAfterReopening() async throws {
    let positions = try await log.append(Self.buffer(["last"]), progress: nil)
    let other = try await reopen()
    #expect(other.identity == log.identity)
    #expect(try await other.nextSequence(of: "p1") == 7)
    #expect(try await other.partitions() == log.partitions())
    guard let position = positions.first?.lowerBound else {
      Issue.record("it does not say where the record is")
      return
    }
    let batch = try await other.read(from: position, limit: 9)
    #expect(batch.offsets == [position.offset])
    #expect(batch.bytes(of: 0).elementsEqual("last".utf8))
  }

  package static func buffer(_ texts: [String]) -> RecordBuffer {
    var buffer = RecordBuffer()
    for text in texts { buffer.append { $0.append(contentsOf: text.utf8) } }
    return buffer
  }
}
