/// The panels that can have the focus, in Tab order.
enum PanelID: Int, Sendable, CaseIterable {
  case chart, regions, products, feed

  var isList: Bool { self != .chart }
}
