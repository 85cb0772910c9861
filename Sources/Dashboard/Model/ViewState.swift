import SalesCore

/// What a person has chosen to see: what undo takes back, what is kept between runs, and what `Y` copies as a command.
struct ViewState: Equatable, Sendable {
  /// Index in the views.
  var view: Int
  var period: Period
  var bucket: BucketSize?
  var comparison: Comparison
  var filter: SaleFilter
  var measure: Measure
  var axis: AxisMode
}

extension Model {
  var viewState: ViewState {
    get {
      ViewState(
        view: view, period: period, bucket: bucket, comparison: comparison, filter: filter, measure: measure, axis: axis
      )
    }
    set {
      view = newValue.view
      if newValue.period != period { show(newValue.period) }
      (bucket, comparison, filter) = (newValue.bucket, newValue.comparison, newValue.filter)
      (measure, axis) = (newValue.measure, newValue.axis)
      regions.invalidate()
      products.invalidate()
    }
  }
}

/// View states before and after the one shown.
struct History: Equatable, Sendable {
  private(set) var past: [ViewState] = []
  private(set) var future: [ViewState] = []
}
