package import SalesAnalytics
package import SalesCore

/// The view a person has chosen. Flags set it, `dash.json` keeps it between runs, `Y` copies it as a command, and the
/// history holds it for undo, Esc and Backspace.
///
///     var state = ViewState(period: .last(7, .day))
///     state.filter.regions = ["EMEA"]
///     configuration.start = state
package struct ViewState: Equatable, Sendable {
  /// The view's name. The first view is shown when no view has that name.
  package var view = ""
  package var period: Period
  /// Nil takes the finest bucket that fits the chart.
  package var bucket: BucketSize?
  package var comparison = Comparison.previous
  package var filter = SaleFilter()
  package var measure = Measure.revenue
  package var axis = AxisMode.auto

  /// The period last picked, which `=` leads back to.
  package var homePeriod: Period
  /// The last period that moved with time, which `0` leads back to.
  package var livePeriod: Period
  /// The focused panel; nil is the view's main panel.
  package var focus: PanelKind?
  package var isMaximised = false
  package var sortRegions = SortOrder()
  package var sortProducts = SortOrder()
  /// The name of the theme that a person picked; nil leaves it to the settings and the terminal's background.
  package var theme: String?
  package var isMouseOn = true

  package init(period: Period = .last(1, .hour)) {
    self.period = period
    homePeriod = period
    livePeriod = period.isLive ? period : .last(1, .hour)
  }

  /// Shows a period with buckets that fit it.
  mutating func show(_ period: Period) {
    self.period = period
    bucket = nil
    if period.isLive { livePeriod = period }
  }

  /// The views differ at most in focus, order, theme, and the periods for `=` and `0`.
  func showsSame(as other: ViewState) -> Bool { other.keepingSurroundings(of: self) == self }

  /// Goes back to an earlier view; `withFocus` also restores its focused panel.
  mutating func restore(_ earlier: ViewState, withFocus: Bool) {
    var restored = earlier.keepingSurroundings(of: self)
    (restored.homePeriod, restored.livePeriod) = (earlier.homePeriod, earlier.livePeriod)
    if withFocus { (restored.focus, restored.isMaximised) = (earlier.focus, earlier.isMaximised) }
    self = restored
  }

  private func keepingSurroundings(of other: ViewState) -> ViewState {
    var state = other
    (state.view, state.period, state.bucket, state.comparison) = (view, period, bucket, comparison)
    (state.filter, state.measure, state.axis) = (filter, measure, axis)
    return state
  }
}

extension ViewState {
  /// A part of the view that flags or the environment chose for this run.
  package enum Choice: Hashable, Sendable, CaseIterable {
    case view, period, bucket, comparison, filter, measure, axis, theme

    /// The choices that suit one store only; the others are a person's taste.
    package static let ofStore: Set<Choice> = [.period, .bucket, .comparison, .filter, .axis]
  }

  /// Takes over the view of an earlier run, except for the parts in `chosen`. A view that is not in `views` is ignored,
  /// with its focus.
  package mutating func resume(_ earlier: ViewState, unless chosen: Set<Choice>, views: [ViewSpec]) {
    if !chosen.contains(.view), views.contains(where: { $0.name == earlier.view }) {
      (view, focus, isMaximised) = (earlier.view, earlier.focus, earlier.isMaximised)
    }
    if !chosen.contains(.period) {
      (period, homePeriod, livePeriod) = (earlier.period, earlier.homePeriod, earlier.livePeriod)
    }
    // A bucket size suits its period, and a locked axis suits its figures.
    if chosen.isDisjoint(with: [.period, .bucket]) { bucket = earlier.bucket ?? bucket }
    if chosen.isDisjoint(with: [.period, .filter, .measure, .bucket, .axis]) { axis = earlier.axis }
    if !chosen.contains(.comparison) { comparison = earlier.comparison }
    if !chosen.contains(.filter) { filter = earlier.filter }
    if !chosen.contains(.measure) { measure = earlier.measure }
    if !chosen.contains(.theme) { theme = earlier.theme }
    (sortRegions, sortProducts) = (earlier.sortRegions, earlier.sortProducts)
    isMouseOn = earlier.isMouseOn
  }
}
