import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesKafka

@Suite struct KafkaPartsTests {
  @Test(
    "a record's key is the id that it begins with, where that is written plainly",
    arguments: [
      (#"{"id":"p1-7","amount":1}"#, "p1-7"), (#"{"id":"ü"}"#, "ü"), (#"{"id":""}"#, nil), (#"{"id":"a\"b"}"#, nil),
      (#"{"id":"a"#, nil), (#"{ "id":"a"}"#, nil), (#"{"amount":1,"id":"a"}"#, nil), ("", nil), (#"{"id":""#, nil),
      (#"{"id":""# + String(repeating: "x", count: 128) + #""}"#, String(repeating: "x", count: 128)),
      (#"{"id":""# + String(repeating: "x", count: 129) + #""}"#, nil),
    ] as [(String, String?)])
  func key(record: String, key: String?) {
    let bytes = Array(record.utf8)
    let found = bytes.withUnsafeBufferPointer { RecordKey.range(in: $0) }
    #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == key)
  }

  @Test("positions are gathered into ranges")
  func runs() {
    var runs = PositionRuns()
    for (partition, offset) in [(0, 5), (1, 0), (0, 6), (0, 9), (1, 1), (0, 10)] as [(Int32, Int64)] {
      runs.add(partition: partition, offset: offset)
    }
    func range(_ partition: Int32, _ offsets: Range<Int64>) -> Range<Position> {
      Position(
        partition: partition, offset: offsets.lowerBound)..<Position(
          partition: partition, offset: offsets.upperBound)
    }
    #expect(runs.finish() == [range(0, 5..<7), range(0, 9..<11), range(1, 0..<2)])
  }

  @Test(
    "any text is a file's name",
    arguments: [("sales.v1-x", "sales.v1-x"), ("..", "%2e."), ("a/b\n", "a%2fb%0a"), ("", "%")])
  func fileName(text: String, name: String) {
    #expect(SourceNumbers.fileName(text) == name)
  }

  @Test("a damaged file of numbers is told, and no number is guessed")
  func damagedNumbers() throws {
    let folder = try TemporaryFolder()
    do {
      var numbers = SourceNumbers(stateDirectory: folder.path, identity: "c/t", isReadOnly: false)
      #expect(try numbers.next(of: "p1") == 0)
      #expect(try numbers.reserve(SourceProgress(source: "p1", nextSequence: 9)) == 0)
      #expect(try numbers.next(of: "p1") == 0)
      numbers.acknowledge("p1", next: 9)
      #expect(try numbers.next(of: "p1") == 9)
    }
    var numbers = SourceNumbers(stateDirectory: folder.path, identity: "c/t", isReadOnly: true)
    #expect(try numbers.next(of: "p1") == 9)
    try "9".write(toFile: folder.file("kafka/c/t/p1"), atomically: true, encoding: .utf8)
    #expect { try numbers.next(of: "p1") } throws: { ($0 as? BackendError)?.kind == .corrupt }
  }
}
