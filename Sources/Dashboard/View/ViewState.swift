import SalesAnalytics
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

  /// Where the person is: what is shown, and how it is left again.
  var place: Place {
    Place(
      state: viewState, focus: focus, isMaximised: isMaximised, crosshair: crosshair, homePeriod: homePeriod,
      livePeriod: livePeriod, steps: undo)
  }
}

/// A view state with what belongs to it on the way back.
struct Place: Equatable, Sendable {
  var state: ViewState
  var focus: PanelID
  var isMaximised: Bool
  var crosshair: Timestamp?
  var homePeriod: Period
  var livePeriod: Period
  var steps: [Model.Step]
}

/// The places before and after the one shown.
struct History: Equatable, Sendable {
  static let limit = 100

  private(set) var past: [Place] = []
  private(set) var future: [Place] = []

  /// The person went on from `place`: what was taken back cannot be brought again.
  mutating func leave(_ place: Place) {
    past = Array((past + [place]).suffix(Self.limit))
    future = []
  }

  mutating func back(from place: Place) -> Place? {
    guard let before = past.popLast() else { return nil }
    future.append(place)
    return before
  }

  mutating func forward(from place: Place) -> Place? {
    guard let after = future.popLast() else { return nil }
    past.append(place)
    return after
  }
}

/// A step down, so that it can be taken up again.
struct Drill: Equatable, Sendable {
  var from: Place
  var to: ViewState
}
