/// A part of the dashboard with its own keys. In one context a chord has one action.
enum KeyContext: String, Sendable, CaseIterable {
  case global, list, chart, grid, help, picker, text

  /// Characters are typed as text.
  var takesText: Bool { self == .picker || self == .text }

  /// The context of a panel, whose keys go before the global ones.
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
