import ArgumentParser
import SalesCore
import SalesPipeline

/// Sales from a file instead of the generator.
struct ImportOptions: ParsableArguments {
  @Option(help: .init("Import FILE.csv or FILE.ndjson, or - for standard input.", valueName: "file"))
  var from: String?

  func check() throws {}
  var timeZone: String? { nil }
  var currency: String? { nil }
  func run(file: String, settings: Settings, source: SourceName) async throws {}
}
