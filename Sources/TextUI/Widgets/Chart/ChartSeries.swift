/// One line of a chart: a value for each bucket, nil where there is none.
package struct ChartSeries: Equatable, Sendable {
  package var values: [Double?]
  package var role: Role
  /// How its line is broken, or how its part of a stack is filled.
  package var pattern: LinePattern
  /// What the legend calls it; one without a name is not in it.
  package var name: String
  /// What the legend says beside the name: a value, say.
  package var note = ""

  package init(values: [Double?], role: Role = .chartLine, pattern: LinePattern = .solid, name: String = "") {
    self.values = values
    self.role = role
    self.pattern = pattern
    self.name = name
  }
}

/// A shaded range for each bucket, nil where there is none: how sure a forecast is.
package struct ChartBand: Equatable, Sendable {
  package var lower: [Double?]
  package var upper: [Double?]

  package init(lower: [Double?], upper: [Double?]) {
    self.lower = lower
    self.upper = upper
  }
}
