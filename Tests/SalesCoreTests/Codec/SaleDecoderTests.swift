import Foundation
import Testing

@testable import SalesCore

@Suite struct SaleDecoderTests {
  let appended = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  func decode(_ bytes: some Sequence<UInt8>, rules: SaleRules = SaleRules()) throws(SaleProblem) -> Sale {
    var decoder = SaleDecoder(rules: rules)
    let array = Array(bytes)
    let result: Result<Sale, SaleProblem> = array.withUnsafeBytes { raw in
      do throws(SaleProblem) {
        return .success(try decoder.decode(raw, appended: appended, position: "sales/0/7"))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  func decode(_ text: String) throws(SaleProblem) -> Sale { try decode(text.utf8) }

  static func record(
    id: String? = "\"p1-1\"", time: String? = "\"2026-11-21T09:59:00Z\"", amount: String? = "129.99",
    product: String? = "\"Desk\"", region: String? = "\"EMEA\"", more: String = ""
  ) -> String {
    let fields = [("id", id), ("time", time), ("amount", amount), ("product", product), ("region", region)]
    return "{" + fields.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }.joined(separator: ",") + more
      + "}"
  }

  @Test("a plain record becomes a sale, to the cent and the millisecond")
  func plain() throws {
    let sale = try decode(
      #"{"id":"p1-000000012345","time":"2026-11-21T06:20:48.123Z","amount":129.99,"product":"Espresso Pro","region":"EMEA"}"#
    )
    #expect(sale.id == "p1-000000012345")
    #expect(sale.time.text == "2026-11-21T06:20:48.123Z")
    #expect(sale.amount.minorUnits == 12_999)
    #expect(sale.product == "Espresso Pro" && sale.region == "EMEA")
  }

  @Test("a name of few characters may still be too long: marks upon a letter are bytes")
  func heapedMarks() throws {
    let heaped = { (marks: Int) in "\"e" + String(repeating: "\u{301}", count: marks) + "\"" }
    #expect(try decode(Self.record(product: heaped(1000))).product.count == 1)
    #expect { try decode(Self.record(product: heaped(1100))) } throws: { ($0 as? SaleProblem)?.reason == .badName }
  }

  @Test("a marketplace's title is a name, up to 256 characters of any script", arguments: ["x", "é", "咖"])
  func longest(character: String) throws {
    let title = String(repeating: character, count: 256)
    let sale = try decode(Self.record(product: "\"\(title)\"", region: "\" \(title) \""))
    #expect(sale.product == title && sale.region == title)
  }

  @Test("names and values are their decoded text, however JSON spells them")
  func escapes() throws {
    let plain =
      #"{"id":"é1","time":"2026-11-21T06:20:48Z","amount":1,"product":"Desk","region":"EMEA","currency":"USD"}"#
    let spelt =
      #"{"\u0069d":"\u00e91","t\u0069me":"2026\u002D11-21T06:20:48\u005a","\u0061mount":1,"pr\u006Fduct":"\u0044esk","#
      + #""regio\u006e":"E\u004dEA","\u0063urrency":"\u0055SD"}"#
    #expect(try decode(spelt) == decode(plain))
    let other = Self.record(more: #","curr\u0065ncy":"EUR""#)
    #expect { try decode(other) } throws: { ($0 as? SaleProblem)?.reason == .currency }
    // A name with half a surrogate pair is no field's.
    #expect(try decode(Self.record(more: #","\ud800amount":2,"é":3"#)).amount.minorUnits == 12_999)
  }

  @Test("unknown fields, any nesting and white space are passed over")
  func unknownFields() throws {
    let more = #", "x" : {"a":[1,2,{"b":null}],"id":"no"} , "t":true,"ce_type":"\u0041", "e":[] ,"f":{ }"#
    let sale = try decode(" \u{FEFF}".dropFirst() + "" + Self.record(more: more) + "\r\n ")
    #expect(sale.id == "p1-1")
  }

  @Test("a record without an id is known by its position")
  func positionAsID() throws {
    #expect(try decode(Self.record(id: nil)).id == "sales/0/7")
    #expect(try decode(Self.record(id: "null")).id == "sales/0/7")
  }

  @Test(
    "names are trimmed and composed, and otherwise kept",
    arguments: [
      (#"" Desk  ""#, "Desk"), (#""Cafe\u0301""#, "Caf\u{E9}"), (#""咖啡机 ☕""#, "咖啡机 ☕"), (#""\ud83d\ude00""#, "😀"),
      (#""a\"b\\c\/d\n""#, "a\"b\\c/d"), (#""__proto__""#, "__proto__"), (#""$where.a""#, "$where.a"),
      (#""desk""#, "desk"),
    ])
  func names(json: String, name: String) throws {
    let product = try decode(Self.record(product: json)).product
    #expect(Array(product.utf8) == Array(name.utf8))
  }

  @Test(
    "amounts are exact decimals",
    arguments: [
      ("0", 0), ("-0", 0), ("-0.00", 0), ("0e999", 0), ("12", 1200), ("12.5", 1250), ("12.50000", 1250),
      ("1.5e2", 15_000),
      ("1e-2", 1), ("-129.99", -12_999), ("0.1e1", 100), ("10000000000000.00", SaleRules.maxAmount),
      ("-10000000000000.00", -SaleRules.maxAmount), ("1000000000000e-10", 10_000), ("0.07", 7), ("1200e-4", 12),
    ])
  func amounts(json: String, minor: Int64) throws {
    #expect(try decode(Self.record(amount: json)).amount.minorUnits == minor)
  }

  @Test(
    "times of every zone are read, and second 60 is the next second",
    arguments: [
      ("2026-11-21T06:20:48Z", "2026-11-21T06:20:48.000Z"), ("2026-11-21t06:20:48.1z", "2026-11-21T06:20:48.100Z"),
      ("2026-11-21T06:20:48.123456789+05:30", "2026-11-21T00:50:48.123Z"),
      ("2024-02-29T23:59:60Z", "2024-03-01T00:00:00.000Z"),
      ("1970-01-01T00:00:00-00:00", "1970-01-01T00:00:00.000Z"), ("2026-11-21T10:05:00Z", "2026-11-21T10:05:00.000Z"),
    ])
  func times(json: String, text: String) throws {
    #expect(try decode(Self.record(time: "\"\(json)\"")).time.text == text)
  }

  static let defects: [(String, SaleProblem.Reason)] = [
    ("", .notASale), ("null", .notASale), ("[]", .notASale), ("42", .notASale), ("{}", .missingField),
    (String(record().dropLast()), .notASale), (record() + "x", .notASale), (record() + record(), .notASale),
    (String(repeating: "[", count: 10_000), .notASale),
    (record(more: ",\"x\":" + String(repeating: "[", count: 10_000)), .notASale),
    (record(more: ",\"x\":01"), .notASale), (record(more: ",\"x\":.5"), .notASale),
    (record(more: ",\"x\":tru"), .notASale),
    (record(more: ","), .notASale), (record(product: "\"a\tb\""), .notASale), (record(product: #""\x""#), .notASale),
    (record(product: #""\ud800""#), .badEncoding), (record(product: #""a\u0000b""#), .badEncoding),
    (record(product: "\"a\u{0}b\""), .badEncoding),
    (record(id: "7"), .wrongType), (record(amount: "\"12\""), .wrongType), (record(time: "1763706048"), .timeRange),
    (record(product: "null"), .wrongType), (record(region: "[]"), .wrongType),
    (record(more: ",\"seq\":-1"), .wrongType),
    (record(time: nil), .missingField), (record(amount: nil), .missingField), (record(product: nil), .missingField),
    (record(more: ",\"id\":\"again\""), .duplicateField), (record(more: ",\"amount\":1"), .duplicateField),
    (record(more: #","\u0061mount":1"#), .duplicateField), (record(time: #""2026\ud80011-21""#), .badEncoding),
    (record(amount: "NaN"), .amountRange), (record(amount: "-Infinity"), .amountRange),
    (record(amount: "1e400"), .amountRange),
    (record(amount: "92233720368547758.08"), .amountRange), (record(amount: "10000000000000.01"), .amountRange),
    (record(amount: "-10000000000000.01"), .amountRange), (record(amount: "1.234"), .amountPrecision),
    (record(amount: "1e-3"), .amountPrecision),
    (record(time: "\"2026-11-21T06:20:48\""), .badTime), (record(time: "\"2026-11-21T24:00:00Z\""), .badTime),
    (record(time: "\"2026-02-29T00:00:00Z\""), .badTime), (record(time: "\"yesterday\""), .badTime),
    (record(time: "\"1969-12-31T23:59:59Z\""), .timeRange), (record(time: "\"9999-01-01T00:00:00Z\""), .timeRange),
    (record(time: "\"2026-11-21T10:05:00.001Z\""), .timeRange),
    (record(id: "\"\""), .badID), (record(id: "\"\(String(repeating: "x", count: 129))\""), .badID),
    (record(product: "\"  \""), .badName), (record(region: "\"\(String(repeating: "é", count: 257))\""), .badName),
    (record(more: ",\"v\":2"), .unknownVersion), (record(more: ",\"currency\":\"EUR\""), .currency),
  ]

  @Test("every defect has its reason", arguments: defects)
  func defect(text: String, reason: SaleProblem.Reason) {
    #expect { try decode(text) } throws: { ($0 as? SaleProblem)?.reason == reason }
  }

  static let badEncodings: [[UInt8]] = [
    Array("{\"id\":\"".utf8) + [0xC3, 0x28],
    Array(record().utf16).map { [UInt8($0 & 0xFF), 0] }.reduce([], +),
    [0xFF, 0xFE, 0x7B, 0x00],
  ]

  @Test("bytes that are not UTF-8 are a wrong encoding", arguments: badEncodings)
  func encoding(bytes: [UInt8]) {
    #expect { try decode(bytes) } throws: { ($0 as? SaleProblem)?.reason == .badEncoding }
  }

  @Test("a record over a mebibyte is refused without being read")
  func tooLong() {
    let text = Self.record(more: ",\"x\":\"" + String(repeating: "y", count: 1 << 20) + "\"")
    #expect { try decode(text) } throws: { ($0 as? SaleProblem)?.reason == .notASale }
  }

  @Test("the currency's own decimals count")
  func currencies() throws {
    let yen = SaleRules(currency: try #require(Currency(code: "JPY")), maxSkew: .minutes(5))
    #expect(try decode(Self.record(amount: "130").utf8, rules: yen).amount.minorUnits == 130)
    #expect(try decode(Self.record(amount: "1e15").utf8, rules: yen).amount.minorUnits == SaleRules.maxAmount)
    #expect { try decode(Self.record(amount: "130.5").utf8, rules: yen) } throws: {
      ($0 as? SaleProblem)?.reason == .amountPrecision
    }
  }

  @Test("whatever Foundation reads as an object of ours reads the same here, and what it refuses is refused")
  func agreesWithFoundation() {
    struct Wire: Decodable {
      var id: String?
      var time: String
      var amount: Decimal
      var product: String
      var region: String
    }
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "{", "}", "\"", ":", ",", "\\", "u0041", "1", "-", ".", "e", " ", "\"x\":1,", "[", "]", "null", "true", "é",
      "\\n", "☕",
    ]
    var agreed = 0
    for _ in 0..<20_000 {
      var text = Self.record(amount: ["12.5", "-3", "0.01", "7e1"].randomElement(using: &random))
      let place = text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
      if Bool.random(using: &random) {
        text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
      } else if place < text.endIndex {
        text.remove(at: place)
      }
      let foundation = try? JSONDecoder().decode(Wire.self, from: Data(text.utf8))
      switch Result(catching: { () throws(SaleProblem) in try decode(text) }) {
      case .success(let sale):
        guard let foundation else {
          Issue.record("Foundation refuses what was accepted: \(text)")
          continue
        }
        agreed += 1
        #expect(sale.product == SaleName.normalised(foundation.product) && sale.id == foundation.id ?? "sales/0/7")
        #expect(Decimal(sale.amount.minorUnits) == foundation.amount * 100)
      case .failure(let problem):
        // Foundation knows nothing of our rules, so only bad syntax must be bad to both; and it passes over a comma
        // before the end, which RFC 8259 does not.
        if problem.reason == .notASale, !text.contains(",}") {
          #expect(foundation == nil, "refused: \(problem.message): \(text)")
        }
      }
    }
    #expect(agreed > 1000)
  }
}
