import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite
import TestSupport
import Testing

/// A line of `dead-letters --json`.
struct StoredLetter: Decodable {
  var partition: Int32
  var offset: Int64
  var appended: String
  var reason: String
  var message: String
  var record: String
}

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct DeadLetterTests {
  /// Puts bytes on the log just as they are.
  static func append(_ records: [[UInt8]], to path: String) async throws {
    let log = try SQLiteSaleLog(path: path, mode: .produce, now: { Timestamp(Date()) })
    var buffer = RecordBuffer()
    for record in records { buffer.append { $0 += record } }
    _ = try await log.append(buffer, progress: nil)
  }

  static func sale(_ id: String, product: String = "Mug", region: String = "EMEA", amount: String = "1.50") -> String {
    #"{"id":"\#(id)","time":"2026-05-01T10:00:00Z","amount":\#(amount),"product":"\#(product)","region":"\#(region)"}"#
  }

  /// Dead letters of records that no import would let through.
  static let bad: [(name: String, bytes: [UInt8], reason: String)] = [
    ("an empty record", [], "not_a_sale"),
    ("nothing but spaces", Array("   ".utf8), "not_a_sale"),
    ("an array", Array("[]".utf8), "not_a_sale"),
    ("an empty object", Array("{}".utf8), "missing_field"),
    ("two objects", Array((sale("a") + sale("b")).utf8), "not_a_sale"),
    ("10,000 deep", Array((#"{"x":"# + String(repeating: "[", count: 10_000)).utf8), "not_a_sale"),
    ("over a mebibyte", Array(sale("big", product: String(repeating: "x", count: 1 << 20)).utf8), "not_a_sale"),
    ("UTF-16", [0xFF, 0xFE] + sale("u").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "bad_encoding"),
    ("a raw ESC that forges a line", Array("\u{1B}]52;c;b3duZWQ=\u{07}\nsalestop: all is well".utf8), "not_a_sale"),
    ("C1 controls and bidi", Array("\u{9B}31m\u{202E}evil\u{200B}".utf8), "not_a_sale"),
    ("invalid UTF-8", sale("e", region: "?").utf8.map { $0 == 0x3F ? 0xC3 : $0 }, "bad_encoding"),
    ("one cent past Int64", Array(sale("c", amount: "92233720368547758.08").utf8), "amount_range"),
    ("a three-decimal amount", Array(sale("d", amount: "1.005").utf8), "amount_precision"),
  ]

  @Test("what is not a sale becomes a dead letter with its reason and exact bytes; its neighbours are stored")
  func reasons() async throws {
    let salestop = try Salestop()
    let good = [Self.sale("first"), Self.sale("last", amount: "-0.5"), "\u{FEFF}" + Self.sale("bom")].map {
      Array($0.utf8)
    }
    try await Self.append([good[0]] + Self.bad.map(\.bytes) + good[1...], to: salestop.log)
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store == .init(sales: 3, revenueMinor: 250))
    #expect(report.deadLetters == Int64(Self.bad.count))
    let lines = try await salestop.must("dead-letters", "--json").output.split(separator: "\n")
    let letters = try lines.map { try JSONDecoder().decode(StoredLetter.self, from: Data($0.utf8)) }
    #expect(letters.map(\.reason) == Self.bad.map(\.reason))
    #expect(letters.map(\.offset) == Self.bad.indices.map { Int64($0 + 1) })
    #expect(letters.map { Data(base64Encoded: $0.record) } == Self.bad.map { Data($0.bytes) })
  }

  @Test("their list is one line each and sends no control character to the terminal")
  func harmless() async throws {
    let salestop = try Salestop()
    try await Self.append(Self.bad.map(\.bytes), to: salestop.log)
    try await salestop.must("consume", "--drain")
    for arguments in [["dead-letters"], ["dead-letters", "--json"]] {
      let output = try await salestop.run(arguments).output
      #expect(output.split(separator: "\n").count == Self.bad.count)
      let harmful = output.unicodeScalars.filter { scalar in
        scalar != "\n" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
          || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      }
      #expect(harmful.isEmpty, "\(harmful.map { String($0.value, radix: 16) })")
    }
    let text = try await salestop.must("dead-letters").output
    #expect(!text.contains("\nsalestop: all is well"))
    #expect(text.contains("not_a_sale"))
  }

  @Test("a limit gives the first ones only")
  func limited() async throws {
    let salestop = try Salestop()
    try await Self.append(Self.bad.map(\.bytes), to: salestop.log)
    try await salestop.must("consume", "--drain")
    let output = try await salestop.must("dead-letters", "--limit", "2").output
    #expect(output.split(separator: "\n").map { $0.prefix { $0 != " " } } == ["0/0", "0/1"])
  }

  @Test("records of other currencies are added up by currency, whatever the limit, and in status", .needsMongoDB)
  func currencies() async throws {
    for store in Pair.Store.allCases {
      let salestop = try await Chain(Pair(log: .sqlite, store: store)).salestop
      let records = [("USD", "1500.00"), ("EUR", "3"), ("GBP", "20"), ("AUD", "0.5"), ("GBP", "-1")].map {
        #"{"time":"2026-05-01T10:00:00Z","amount":\#($1),"currency":"\#($0)","product":"Mug","region":"UK"}"#
      }
      try await Self.append(records.map { Array($0.utf8) }, to: salestop.log)
      try await salestop.must("consume", "--drain", "--currency", "EUR")
      let line = "currency: 4 records, 1500.00 USD, 19.00 GBP, 0.50 AUD"
      #expect(try await salestop.must("dead-letters").output.hasSuffix("\n\(line)\n"))
      #expect(try await salestop.must("dead-letters", "--limit", "1").output.split(separator: "\n").count == 2)
      #expect(try await salestop.must("dead-letters", "--json").output.split(separator: "\n").count == 4)
      #expect(try await salestop.must("status").output.contains("\nleft out      \(line)\n"))
      let other = try #require(try await salestop.status().otherCurrencies)
      #expect(other.records == 4 && other.untold == 0)
      #expect(other.revenueMinor == ["USD": 150_000, "GBP": 1900, "AUD": 50])
    }
  }
}
