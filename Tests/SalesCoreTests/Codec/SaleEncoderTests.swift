import Foundation
import SalesCore
import Testing

@Suite struct SaleEncoderTests {
  static func line(_ sale: Sale, currency: Currency = .usDollar) -> String {
    var bytes: [UInt8] = []
    SaleEncoder(currency: currency).append(sale, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static let sale = Sale(
    id: "p1-000000012345", time: Timestamp(milliseconds: 1_795_242_048_123), amount: Money(minorUnits: 12_999),
    product: "Espresso Pro", region: "EMEA")

  @Test("a sale is one line in the documented order, with all decimals and milliseconds")
  func form() {
    var sale = Self.sale
    let plain =
      #"{"id":"p1-000000012345","time":"2026-11-21T06:20:48.123Z","amount":129.99,"#
      + #""product":"Espresso Pro","region":"EMEA"}"#
    #expect(Self.line(sale) == plain)
    sale.source = "p1"
    sale.sequence = 12_345
    sale.amount = Money(minorUnits: -5)
    #expect(
      Self.line(sale)
        == plain.dropLast().replacingOccurrences(of: "129.99", with: "-0.05") + #","src":"p1","seq":12345}"#)
  }

  @Test("amounts bear as many decimals as their currency has", arguments: [("JPY", "12999"), ("KWD", "12.999")])
  func decimals(code: String, text: String) throws {
    let line = Self.line(Self.sale, currency: try #require(Currency(code: code)))
    #expect(line.contains("\"amount\":\(text),"))
  }

  @Test("whatever a name holds, an independent reader gets it back")
  func escapes() throws {
    var names = (0..<0x20).map { "a\(Character(UnicodeScalar(UInt8($0))))b" }
    names += [
      "\"", "\\", "\\\"\\", "\"start", "end\"", "'; DROP TABLE", "咖啡机 ☕", "\u{7F}\u{85}\u{2028}", "\u{202E}x", "$a.b/c",
    ]
    for name in names {
      var sale = Self.sale
      (sale.id, sale.product, sale.region, sale.source) = (name, name, name, name)
      let object = try JSONSerialization.jsonObject(with: Data(Self.line(sale).utf8))
      let fields = try #require(object as? [String: Any])
      for key in ["id", "product", "region", "src"] {
        #expect(try #require(fields[key] as? String).unicodeScalars.elementsEqual(name.unicodeScalars))
      }
    }
  }

  @Test("a record never holds a line end or another control character")
  func oneLine() {
    var sale = Self.sale
    sale.product = String(String.UnicodeScalarView((0..<0x20).compactMap { UnicodeScalar($0) }))
    #expect(Self.line(sale).utf8.allSatisfy { $0 >= 0x20 })
  }
}
