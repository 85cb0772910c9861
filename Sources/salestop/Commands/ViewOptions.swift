import ArgumentParser
import Dashboard
import SalesCore

/// What keys choose beside the selection: the view, its measure, buckets and axis.
struct ViewOptions: ParsableArguments {
  @Option(help: .init("The view to begin with, by name or number.", valueName: "view"))
  var view: String?

  @Option(help: "revenue, sales or average.")
  var measure: Measure?

  @Option(help: .init("The width of the chart's buckets, such as 1m, 1h, 1d (default: what fits).", valueName: "size"))
  var bucket: String?

  @Option(help: .init("The chart's y axis: auto, log, or held at a range such as 0..1200.", valueName: "axis"))
  var axis: AxisMode?

  /// Throws a problem that names the flag.
  func apply(to configuration: inout DashboardConfiguration) throws {
    if let measure { configuration.measure = measure }
    if let axis { configuration.axis = axis }
    if let view { configuration.view = try Self.index(of: view, in: configuration.views) }
    guard let bucket else { return }
    do {
      configuration.query.bucket = try BucketSize(parsing: bucket)
    } catch {
      throw SettingsProblem("--bucket: \(error.message)")
    }
  }

  private static func index(of text: String, in views: [ViewSpec]) throws -> Int {
    let names = views.map { $0.name.lowercased() }
    let found = Int(text).map { $0 - 1 } ?? names.firstIndex(of: text.lowercased())
    if let found, views.indices.contains(found) { return found }
    let known = views.enumerated().map { "\($0.offset + 1) \($0.element.name)" }.joined(separator: ", ")
    throw SettingsProblem("--view: there is no view `\(text)`; there are \(known)")
  }
}

extension Measure: ExpressibleByArgument {}

extension AxisMode: ExpressibleByArgument {
  package init?(argument: String) { self.init(parsing: argument) }
}
