import SalesCore

/// The views before and after the current one. Undo goes back one view, Esc to before the last narrowing that is not
/// taken back yet, and Backspace to before the last drill.
struct History: Equatable, Sendable {
  /// The way from one view to the next.
  struct Step: Equatable, Sendable {
    /// A narrowing that Esc takes back, or Esc itself.
    enum Narrowing: Sendable { case filter, period, takenBack }
    /// A step down that Backspace takes back, or Backspace itself.
    enum Drill: Sendable { case down, up }

    var narrowing: Narrowing?
    var drill: Drill?
  }

  struct Entry: Equatable, Sendable {
    var state: ViewState
    /// The crosshair at that time.
    var crosshair: Timestamp?
    /// The step between this view and its neighbour.
    var step = Step()
  }

  static let limit = 100

  /// The views before this one, the oldest first; each with the step that left it.
  private(set) var past: [Entry] = []
  /// The views taken back by undo, the nearest last; each with the step that leads to it.
  private(set) var future: [Entry] = []

  /// Adds `entry`, which a person has left, and forgets the undone views.
  mutating func leave(_ entry: Entry) {
    past = (past + [entry]).suffix(Self.limit)
    future = []
  }

  mutating func back(from current: Entry) -> Entry? {
    guard let before = past.popLast() else { return nil }
    future.append(Entry(state: current.state, crosshair: current.crosshair, step: before.step))
    return before
  }

  mutating func forward(from current: Entry) -> Entry? {
    guard let after = future.popLast() else { return nil }
    past.append(Entry(state: current.state, crosshair: current.crosshair, step: after.step))
    return after
  }

  /// The steps to `current` that are not taken back.
  func trail(to current: ViewState) -> Trail {
    var trail = Trail()
    for (index, entry) in past.enumerated() {
      trail.take(entry, to: index + 1 < past.count ? past[index + 1].state : current)
    }
    return trail
  }
}

/// The narrowings and drills of a history that are not taken back.
struct Trail {
  /// The views before each narrowing, for Esc; the newest last.
  private(set) var narrowings: [History.Entry] = []
  /// The views before and after each drill, for Backspace; the newest last.
  private(set) var drills: [(from: History.Entry, to: ViewState, narrowings: [History.Entry])] = []

  fileprivate mutating func take(_ entry: History.Entry, to next: ViewState) {
    if entry.step.drill == .down { drills.append((entry, next, narrowings)) }
    switch entry.step.narrowing {
    case .filter, .period: narrowings.append(entry)
    case .takenBack: _ = narrowings.popLast()
    case nil: break
    }
    if entry.step.drill == .up, let drill = drills.popLast() { narrowings = drill.narrowings }
    // With an empty filter no filter is left to take back.
    if next.filter.isEmpty, entry.step.narrowing == .filter { narrowings.removeAll { $0.step.narrowing == .filter } }
  }

  /// The view before the drill that led to `current`; nil when another step followed.
  func beforeDrill(to current: ViewState) -> History.Entry? {
    drills.last.flatMap { $0.to.showsSame(as: current) ? $0.from : nil }
  }
}
