/// How the chart's y axis is chosen.
enum AxisMode: Equatable, Sendable {
  /// From nought, or near the figures, to a round number above them.
  case auto
  /// Held at this range, whatever the figures do.
  case locked(ClosedRange<Double>)
  case logarithmic
}
