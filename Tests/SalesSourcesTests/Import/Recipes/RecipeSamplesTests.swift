import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesSources

/// The recipes that come with the program, each with its sample file. The truths were worked out by a program of its
/// own, SampleData/files/truths.py.
@Suite struct RecipeSamplesTests {
  struct Truth: Decodable, Sendable {
    var recipe: String
    var options: [String: String]?
    var rows: Int64
    var sales: Int64
    var refunds: Int64
    var leftOut: Int64
    var rejected: [String: Int64]
    var currency: String
    var total: String
    var byProduct: [String: String]
    var byRegion: [String: String]
    var first: String
    var last: String
  }

  static let root = SampleFiles.url("files")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [])
    .filter { $0.hasSuffix(".truth.json") }.map { String($0.dropLast(11)) }.sorted()

  static func recipes() throws -> [Recipe] {
    let folder = root.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Recipes")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".toml") }.sorted()
      .map { name in
        let file = folder.appending(path: name)
        return try RecipeFile.parse(String(contentsOf: file, encoding: .utf8), file: name)
      }
  }

  @Test("fifteen recipes have a sample") func count() { #expect(Self.names.count == 15) }

  @Test("a sample is recognised, and its sales are the true ones", arguments: names)
  func truth(name: String) async throws {
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: Self.root.appending(path: "\(name).truth.json")))
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
    let file = try #require(files.first { $0.hasPrefix(name + ".") && !$0.hasSuffix(".truth.json") })
    var fixture = try ImportFixture(currency: truth.currency, zone: truth.options?["time-zone"] ?? "UTC")
    fixture.name = file
    fixture.settings.recipes = try Self.recipes()
    let result = try await fixture.run(Array(Data(contentsOf: Self.root.appending(path: file))))
    #expect(result.file.recipe.name == truth.recipe)
    #expect(result.file.origin == .recognised)
    let report = result.report
    #expect(
      [report.read, report.sales, report.refunds, report.leftOut] == [
        truth.rows, truth.sales, truth.refunds, truth.leftOut,
      ])
    #expect(
      Dictionary(uniqueKeysWithValues: report.rejections.map { ($0.key.rawValue, $0.value.count) }) == truth.rejected)
    let currency = try #require(Currency(code: truth.currency))
    #expect(Money(minorUnits: report.revenueMinor).text(currency) == truth.total)
    let sales = try fixture.sales(currency)
    let regions = Dictionary(grouping: sales, by: \.region).mapValues { $0.reduce(0) { $0 + $1.amount.minorUnits } }
    #expect(regions.mapValues { Money(minorUnits: $0).text(currency) } == truth.byRegion)
    let products = Dictionary(grouping: sales, by: \.product).mapValues { $0.reduce(0) { $0 + $1.amount.minorUnits } }
    for (product, total) in truth.byProduct {
      #expect(products[product].map { Money(minorUnits: $0).text(currency) } == total, "\(product)")
    }
    #expect(sales.map(\.time).min() == Timestamp(rfc3339: truth.first))
    #expect(sales.map(\.time).max() == Timestamp(rfc3339: truth.last))
    #expect(Set(sales.map(\.id)).count == sales.count)
  }
}
