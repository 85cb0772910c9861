import Foundation
import SalesPipeline

/// Measures the same seven years with more and more sales: the pipeline takes time in proportion to them, the dashboard
/// always the same.
struct GrowthBench {
  let folder: URL

  func run() async throws {
    if let missing = BenchTools.missing() { return Bench.leftOut("growth", missing) }
    print(
      """
      growth: of the pipeline, CPU and time a sale when the store was made; of the dashboard, medians, period all
         sales | produce, CPU (time) | consume, CPU (time) | filter | first frame | memory
      """)
    for part in SaleStores.Part.allCases.reversed() {
      let made = try await SaleStores.make(part)
      let store = SaleStores.path(part)
      let changes = try FilterBench(folder: folder).changes(store, "all", ScreenBench.size, seed: 1)
      let first = try (0..<Bench.rounds).map { _ in try ScreenBench.first(store, "all") }
      func each(_ work: SaleStores.Made.Work) -> String {
        let each = 1e6 / Double(made.sales)
        return String(format: "%.1f us (%.1f us)", work.cpu * each, work.seconds * each)
      }
      let cells = [
        String(format: "%8d", made.sales), each(made.produce), each(made.consume),
        Bench.milliseconds(Bench.median(changes.map(\.seconds))), Bench.milliseconds(Bench.median(first)),
        Bench.megabytes(try ScreenBench.memory(store)),
      ]
      print(cells.joined(separator: " | "))
    }
  }
}
