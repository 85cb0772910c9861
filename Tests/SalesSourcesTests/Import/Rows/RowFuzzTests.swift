import TestSupport
import Testing

@testable import SalesSources

@Suite(.timeLimit(.minutes(30))) struct RowFuzzTests {
  /// All that a file gives, and what it was refused for.
  struct Reading: Equatable {
    var columns: [String] = []
    var rows: [ScannedRow] = []
    var sources: [[UInt8]] = []
    var counts = RowCounts()
    var encoding: String?
    var problem: String?
  }

  private func read(_ bytes: [UInt8], _ sizes: [Int], each: String?) async throws -> Reading {
    var reading = Reading()
    do {
      var options = RowFile.Options()
      options.each = each
      var file = try await RowFile.open(chunkedInput(bytes, sizes, name: "x"), options)
      reading.columns = file.scanner.columns
      try file.scanner.select(reading.columns)
      while case let step = try await file.next(), step != .end {
        switch step {
        case .row(let line): reading.rows.append(.row(line, reading.columns.indices.map { file.scanner.text($0) }))
        case .problem(let line, let message): reading.rows.append(.problem(line, message))
        case .needsInput, .end: Issue.record("a file's next step is \(step)")
        }
        reading.sources.append(file.scanner.source)
      }
      reading.counts = file.scanner.counts
      reading.encoding = await file.text.encodingProblem
    } catch let problem as ImportProblem {
      reading.problem = problem.message
    }
    return reading
  }

  static let texts: [String] =
    (JSONScannerTests.forms + JSONScannerTests.unfolded + JSONScannerTests.envelopes + JSONScannerTests.broken).map(
      \.text)
    + (CSVHeaderTests.plain + CSVHeaderTests.notes + CSVHeaderTests.none).map(\.text)
  static let pieces = [
    "{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", ",", ";", "\t", "|", ":", "\n", "\r", "\r\n", "null", "1e5", "-",
    "é", "\u{FEFF}",
    "\0", "{\"$date\":", "\"payload\":{", "\"after\":", "\"op\":\"c\"", "\"i\":[", "{\"p\":1}", "a,b,c\n", "\"\"", " ",
  ].map { Array($0.utf8) }

  private func mutated(_ random: inout SeededGenerator) throws -> [UInt8] {
    var bytes = Array((Self.texts.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let length = min(Int.random(in: 0...8, using: &random), bytes.count - place)
      switch Int.random(in: 0...5, using: &random) {
      case 0: bytes.removeSubrange(place..<place + length)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 2: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
      case 3: if length > 0 { bytes[place] ^= UInt8.random(in: 1...255, using: &random) }
      default: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
      }
    }
    switch Int.random(in: 0...30, using: &random) {
    case 0: bytes = (0..<bytes.count).map { _ in UInt8.random(in: 0...255, using: &random) }
    case 1: bytes = bytes.flatMap { [$0, 0] }
    default: break
    }
    return bytes
  }

  @Test("any bytes are read to their end or refused, alike however they are cut", arguments: 0..<100)
  func fuzz(shard: UInt64) async throws {
    var random = SeededGenerator(seed: shard)
    for _ in 0..<500 {
      let bytes = try mutated(&random)
      let each = Int.random(in: 0...3, using: &random) == 0 ? "i" : nil
      let whole = try await read(bytes, [bytes.count + 1], each: each)
      let sizes = (0..<6).map { _ in Int.random(in: 1...max(1, bytes.count), using: &random) } + [1]
      let parts = try await read(bytes, sizes, each: each)
      #expect(whole == parts, "\(bytes)")
    }
  }

  @Test("nothing of a file of one row a line is lost: each line is a row, a problem, or counted", arguments: 0..<20)
  func accounted(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let good = ["1,2,3", "4,5,6,", "7,8", "\"d\",2,c"]
    let bad = ["1", "1,2,3,4", "\"x\"y,2,3", "a,b,c", ",,", "", "\"open,1,2"]
    let lines = (0..<200).map { _ in (Bool.random(using: &random) ? good : bad).randomElement(using: &random) ?? "" }
    let reading = try await read(Array(("a,b,c\n" + lines.map { $0 + "\n" }.joined()).utf8), [64], each: nil)
    #expect(reading.rows.count + reading.counts.blank + reading.counts.headers == lines.count)
    #expect(reading.rows.count { $0.cells != nil } == lines.count { good.contains($0) })
  }
}
