/// Where a key means something. One chord has one meaning in a context.
enum KeyContext: String, Sendable, CaseIterable {
  case global, list, chart, grid, help, picker, text

  /// Characters are typed there.
  var takesText: Bool { self == .picker || self == .text }

  /// Its keys are asked before those that work everywhere.
  var isPanel: Bool { self == .list || self == .chart || self == .grid }

  /// The heading in the help.
  var title: String {
    switch self {
    case .global: "Everywhere"
    case .list: "In a list"
    case .chart: "On the chart"
    case .grid: "In a grid of cells"
    case .help: "In this help"
    case .picker: "In a picker"
    case .text: "While typing"
    }
  }
}
