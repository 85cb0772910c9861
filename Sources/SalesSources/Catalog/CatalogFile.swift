package import ConfigText
import SalesCore

/// Reads a `Catalog` from TOML in the form of `SampleData/catalog.toml`. A problem names the key at fault:
/// `catalog.toml: product[3].price: must be above zero`.
///
///     let catalog = try CatalogFile.parse(text, file: "catalog.toml")
///     let generator = Generator(catalog: catalog, settings: .init(source: try SourceName("shop-1")))
package enum CatalogFile {
  /// The catalog that is compiled in: `SampleData/catalog.toml`.
  package static func standard() throws(ConfigProblem) -> Catalog {
    try parse(String(decoding: PackageResources.catalog_toml, as: UTF8.self), file: "built-in catalog")
  }

  /// `file` is named in problems only.
  package static func parse(_ text: String, file: String) throws(ConfigProblem) -> Catalog {
    let document: ConfigDocument
    do {
      document = try ConfigDocument(toml: text, file: file)
    } catch {
      throw ConfigProblem(file: file, message: error.line.map { "line \($0): \(error.message)" } ?? error.message)
    }
    do {
      return try catalog(from: CatalogTable(members: document.root, path: ""))
    } catch {
      throw ConfigProblem(file: file, message: "\(error.key): \(error.message)")
    }
  }

  private static func catalog(from root: CatalogTable) throws(Catalog.Problem) -> Catalog {
    try root.allow(["currency", "product", "region"])
    var currency = Currency.usDollar
    if root.has("currency") {
      let code = try root.string("currency")
      guard let named = Currency(code: code), named.isListed else {
        throw Catalog.Problem(key: "currency", message: "\"\(code)\" is not \(Currency.wanted(insteadOf: code))")
      }
      currency = named
    }
    var products: [Catalog.Product] = []
    for table in try root.tables("product") {
      try table.allow(["name", "category", "price", "popularity"])
      products.append(
        Catalog.Product(
          name: try table.string("name"), category: try table.string("category"),
          price: try table.money("price", currency: currency), popularity: try table.number("popularity")))
    }
    var regions: [Catalog.Region] = []
    for table in try root.tables("region") {
      try table.allow(["name", "weight", "time_zone", "latitude", "longitude"])
      regions.append(
        Catalog.Region(
          name: try table.string("name"), weight: try table.number("weight"), timeZone: try table.string("time_zone"),
          latitude: try table.number("latitude"), longitude: try table.number("longitude")))
    }
    return try Catalog(currency: currency, products: products, regions: regions)
  }
}

/// A table of the document with its path, such as `product[3]`, for problems.
private struct CatalogTable {
  let members: [String: ConfigValue]
  let path: String

  private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  func has(_ key: String) -> Bool { members[key] != nil }

  func allow(_ known: [String]) throws(Catalog.Problem) {
    for key in members.keys.sorted() where !known.contains(key) {
      throw Catalog.Problem(key: full(key), message: "is not a key here; known are \(known.joined(separator: ", "))")
    }
  }

  private func value(_ key: String) throws(Catalog.Problem) -> ConfigValue {
    guard let value = members[key] else { throw Catalog.Problem(key: full(key), message: "is missing") }
    return value
  }

  private func mismatch(_ key: String, _ value: ConfigValue, wanted: String) -> Catalog.Problem {
    Catalog.Problem(key: full(key), message: "must be \(wanted), not a value of type \(value.type)")
  }

  func string(_ key: String) throws(Catalog.Problem) -> String {
    let value = try value(key)
    guard let text = value.string else { throw mismatch(key, value, wanted: "text in quotes") }
    return text
  }

  func number(_ key: String) throws(Catalog.Problem) -> Double {
    let value = try value(key)
    guard let number = value.decimal ?? value.integer.map(Double.init) else {
      throw mismatch(key, value, wanted: "a number")
    }
    return number
  }

  /// A price may be written `129.99` or `"129.99"`. The shortest decimal of the binary number is the one that was
  /// written.
  func money(_ key: String, currency: Currency) throws(Catalog.Problem) -> Money {
    let value = try value(key)
    guard var text = value.string ?? value.integer?.description ?? value.decimal?.description else {
      throw mismatch(key, value, wanted: "a price such as 129.99")
    }
    do {
      return try text.withUTF8 { (bytes) throws(Money.DecimalProblem) in
        try Money(decimal: UnsafeRawBufferPointer(bytes), currency: currency)
      }
    } catch {
      let wanted = "a price such as 129.99 with at most \(currency.decimals) decimals"
      throw Catalog.Problem(key: full(key), message: "\(text) is not \(wanted)")
    }
  }

  func tables(_ key: String) throws(Catalog.Problem) -> [CatalogTable] {
    guard let value = members[key] else { return [] }
    guard let array = value.list else { throw mismatch(key, value, wanted: "a list of tables") }
    var tables: [CatalogTable] = []
    for (index, element) in array.enumerated() {
      guard let members = element.table else {
        throw mismatch("\(key)[\(index + 1)]", element, wanted: "a table")
      }
      tables.append(CatalogTable(members: members, path: full("\(key)[\(index + 1)]")))
    }
    return tables
  }
}
