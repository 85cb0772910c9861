/// One line of a chart: a value for each bucket, nil where there is none.
package struct ChartSeries: Equatable, Sendable {
  package var values: [Double?]
  package var role: Role
  /// Dash pattern of the line, or texture of the part of a stack. The default is `.solid`.
  package var pattern: LinePattern
  /// Name in the legend. A series without a name is left out there.
  package var name: String
  /// Text beside the name in the legend, such as a value. The default is empty.
  package var note = ""

  package init(values: [Double?], role: Role = .chartLine, pattern: LinePattern = .solid, name: String = "") {
    self.values = values
    self.role = role
    self.pattern = pattern
    self.name = name
  }
}

/// A shaded range for each bucket, nil where there is none, such as the uncertainty of a forecast.
package struct ChartBand: Equatable, Sendable {
  package var lower: [Double?]
  package var upper: [Double?]

  package init(lower: [Double?], upper: [Double?]) {
    self.lower = lower
    self.upper = upper
  }
}
