import Foundation
import SalesAnalytics
import SalesCore
import SalesPipeline

/// DuckDB with the sales in memory, in a process of its own that ends with its holder.
final class DuckDBPeer {
  struct Question: Codable {
    var from: Int64
    var to: Int64
    /// Width of a bucket, such as `1w`.
    var bucket: String
    var regions: [String]
    var excludedRegions: [String]
    var products: [String]
    var excludedProducts: [String]

    init(_ figures: Figures) {
      (from, to) = (figures.range.lowerBound.milliseconds, figures.range.upperBound.milliseconds)
      bucket = figures.bucket.text
      let filter = figures.query.filter
      regions = filter.regions.sorted()
      excludedRegions = filter.excludedRegions.sorted()
      products = filter.products.sorted()
      excludedProducts = filter.excludedProducts.sorted()
    }
  }

  struct Answer: Decodable {
    /// Seconds of the queries by bucket, by region, by product, and of the total.
    var seconds: [Double]
    var sales: Int64
    var revenueMinor: Int64
  }

  let version: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(sales: String) throws {
    process.executableURL = URL(fileURLWithPath: BenchTools.python)
    process.arguments = [BenchTools.script("duckdb_frames"), sales]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    version = String(decoding: BenchProcess.line(output), as: UTF8.self)
  }

  deinit {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  func ask(_ questions: [Question]) throws -> [Answer] {
    input.fileHandleForWriting.write(try JSONEncoder().encode(questions) + Data("\n".utf8))
    return try JSONDecoder().decode([Answer].self, from: BenchProcess.line(output))
  }
}
