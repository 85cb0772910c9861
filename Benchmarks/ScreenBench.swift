import Foundation
import SalesPipeline

/// Measures the whole dashboard from the other end of its terminal: its first frame and its memory on six million
/// sales.
struct ScreenBench {
  static let size = "120x40"
  static let hour = "1996-03-13T10:00:00Z..1996-03-13T11:00:00Z"

  static func dash(_ store: String, _ period: String, _ more: String...) -> [String] {
    [BenchTools.salestop, "dash", "--store", store, "--period", period] + more
  }

  func first() async throws {
    if let missing = BenchTools.missing() { return Bench.leftOut("first", missing) }
    let sales = try await SaleStores.make(.all).sales
    print(
      "first: from the start of the process to its first complete frame at \(Self.size), \(sales) sales; files cached")
    for period in ["all", Self.hour] {
      let seconds = try (0..<Bench.rounds).map { _ in try Self.first(SaleStores.path(.all), period) }
      Bench.row(
        "first, \(period)",
        "\(Bench.milliseconds(Bench.median(seconds))) (worst \(Bench.milliseconds(seconds.max() ?? 0)))",
        goal: "at most 300 ms", isMet: Bench.median(seconds) <= 0.3)
    }
  }

  static func first(_ store: String, _ period: String) throws -> Double {
    struct Settings: Encodable { var size: String, program: [String] }
    struct Answer: Decodable { var seconds: Double }
    let answer: Answer = try BenchTools.terminal("first", Settings(size: size, program: dash(store, period)))
    return answer.seconds
  }

  func memory() async throws {
    if let missing = BenchTools.missing() { return Bench.leftOut("memory", missing) }
    let sales = try await SaleStores.make(.all).sales
    print(
      "memory: the most that was resident, \(sales) sales, period all, 200x60; filters, views, comparisons and zooms typed"
    )
    let peaks = try (0..<Bench.rounds).map { _ in try Self.memory(SaleStores.path(.all)) }
    Bench.row(
      "memory", "\(Bench.megabytes(Bench.median(peaks))) (worst \(Bench.megabytes(peaks.max() ?? 0)))",
      goal: "at most 150 MB", isMet: Bench.median(peaks) <= 150e6)
  }

  /// Regions and products picked, all views, all comparisons, zoomed and back.
  private static let keys =
    ["r", "\u{1B}[B", "\t", "\u{1B}[B", "\t", "\r", "p", "\u{1B}[B", "\u{18}", "\r"]
    + ["2", "3", "4", "5", "6", "1", "c", "c", "c", "c", "c", "m", "m", "m", "+", "+", "-", "-", "=", "\\"]

  static func memory(_ store: String) throws -> Double {
    struct Settings: Encodable { var size: String, program: [String], keys: [String] }
    struct Answer: Decodable { var peak: Double }
    let answer: Answer = try BenchTools.terminal(
      "memory", Settings(size: "200x60", program: dash(store, "all"), keys: keys))
    return answer.peak
  }
}
