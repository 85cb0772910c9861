import ArgumentParser
import Dashboard
import SalesAnalytics

/// Measure, buckets and axis, as flags.
struct ViewOptions: ParsableArguments {
  @Option(help: "revenue, sales or average.")
  var measure: Measure?

  @Option(help: .init("The width of the chart's buckets, such as 1m, 1h, 1d (default: what fits).", valueName: "size"))
  var bucket: String?

  @Option(help: .init("The chart's y axis: auto, log, or held at a range such as 0..1200.", valueName: "axis"))
  var axis: AxisMode?

  /// Throws a problem that names the flag.
  func apply(to configuration: inout DashboardConfiguration) throws {
    if let measure { configuration.start.measure = measure }
    if let axis { configuration.start.axis = axis }
    guard let bucket else { return }
    do {
      configuration.start.bucket = try BucketSize(parsing: bucket)
    } catch {
      throw CommandProblem.usage("--bucket: \(error.message)")
    }
  }
}

extension Measure: ExpressibleByArgument {}

extension AxisMode: ExpressibleByArgument {
  package init?(argument: String) { self.init(parsing: argument) }
}
