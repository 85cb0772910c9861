/// One line of a chart: a value for each bucket, nil where there is none.
package struct ChartSeries: Equatable, Sendable {
  package var values: [Double?]
  package var role: Role
  package var pattern: LinePattern

  package init(values: [Double?], role: Role = .chartLine, pattern: LinePattern = .solid) {
    self.values = values
    self.role = role
    self.pattern = pattern
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
