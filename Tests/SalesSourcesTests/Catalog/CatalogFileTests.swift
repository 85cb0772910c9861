import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

@Suite struct CatalogFileTests {
  static let region = #"region = [{ name = "R", weight = 1, time_zone = "UTC", latitude = 0, longitude = 0.5 }]"#

  static func product(_ fields: String) -> String {
    "product = [{ \(fields) }]\n\(region)"
  }

  @Test("the compiled-in catalog has the promised variety, and its popularity falls off as Zipf's law says")
  func rich() throws {
    let catalog = try CatalogFile.standard()
    #expect(catalog.products.count >= 44)
    #expect(Set(catalog.products.map(\.category)).count >= 6)
    #expect(catalog.regions.count >= 12)
    #expect(catalog.currency == .usDollar)
    #expect(catalog.products.first { $0.name == "Espresso Pro" }?.price == Money(minorUnits: 12_999))
    let ranked = catalog.products.map(\.popularity).sorted(by: >)
    #expect(abs(ranked[0] / ranked[9] - 7.94) < 0.5)
  }

  @Test("a price may be a number or text, an integer too")
  func prices() throws {
    for (price, minor) in [("129.99", 12_999), ("\"129.99\"", 12_999), ("25", 2500), ("18.90", 1890), ("0.29", 29)] {
      let text = Self.product(#"name = "P", category = "C", price = \#(price), popularity = 1"#)
      #expect(try CatalogFile.parse(text, file: "c.toml").products[0].price.minorUnits == Int64(minor))
    }
  }

  @Test(
    "a problem names the file, the key and what is wrong",
    arguments: [
      ("product = [", "c.toml: line 1: "),
      ("", "c.toml: product: at least one is needed"),
      ("prodct = 1", "c.toml: prodct: is not a key here; known are currency, product, region"),
      (
        "currency = \"EURO\"",
        "c.toml: currency: \"EURO\" is not an ISO 4217 code such as USD; did you mean `EUR`?"
      ),
      ("currency = \"XQZ\"", "c.toml: currency: \"XQZ\" is not an ISO 4217 code such as USD"),
      ("product = 3", "c.toml: product: must be a list of tables, not a value of type integer"),
      ("product = [3]", "c.toml: product[1]: must be a table, not a value of type integer"),
      (product(#"name = "P""#), "c.toml: product[1].category: is missing"),
      (product(#"name = 7"#), "c.toml: product[1].name: must be text in quotes, not a value of type integer"),
      (
        product(#"name = "P", category = "C", price = 1, popularity = "high""#),
        "c.toml: product[1].popularity: must be a number, not a value of type string"
      ),
      (
        product(#"name = "P", category = "C", price = 1, popularity = 0"#),
        "c.toml: product[1].popularity: must be above zero and at most 1e9"
      ),
      (
        product(#"name = "P", category = "C", price = "1,50", popularity = 1"#),
        "c.toml: product[1].price: 1,50 is not a price such as 129.99 with at most 2 decimals"
      ),
      (
        product(#"name = "P", category = "C", price = 1.505, popularity = 1"#),
        "c.toml: product[1].price: 1.505 is not a price such as 129.99 with at most 2 decimals"
      ),
      (
        product(#"name = "P", category = "C", price = -1, popularity = 1"#),
        "c.toml: product[1].price: must be above zero and at most 10,000,000,000.00"
      ),
      (
        product(#"name = " P", category = "C", price = 1, popularity = 1"#),
        "c.toml: product[1].name: must be trimmed and in Unicode's form NFC"
      ),
      ("currency = \"usd\"", "c.toml: currency: \"usd\" is not an ISO 4217 code such as USD"),
      (
        product(#"name = "P", category = "C", price = 1, popularity = 1"#)
          .replacingOccurrences(of: "UTC", with: "Mars/Olympus"),
        "c.toml: region[1].time_zone: \"Mars/Olympus\" is not a known IANA time zone"
      ),
      (
        product(#"name = "P", category = "C", price = 1, popularity = 1"#)
          .replacingOccurrences(of: "0.5", with: "190"),
        "c.toml: region[1].longitude: must lie between -180 and 180"
      ),
    ])
  func problems(text: String, message: String) {
    #expect {
      try CatalogFile.parse(text, file: "c.toml")
    } throws: { "\($0)".hasPrefix(message) }
  }

  @Test("a name that is there twice is refused")
  func twins() {
    let product = #"{ name = "P", category = "C", price = 1, popularity = 1 }"#
    #expect {
      try CatalogFile.parse("product = [\(product), \(product)]\n\(Self.region)", file: "c.toml")
    } throws: { "\($0)" == "c.toml: product[2].name: \"P\" is there twice" }
  }
}
