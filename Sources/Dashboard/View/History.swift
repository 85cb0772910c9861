import SalesCore

/// The views before and after the one shown. Undo, Esc and Backspace all walk it: undo step by step, Esc to before the
/// last narrowing that is not taken back yet, Backspace to before the last drill.
struct History: Equatable, Sendable {
  /// How a view was left.
  struct Step: Equatable, Sendable {
    /// Narrowings that Esc takes back, and Esc itself.
    enum Narrowing: Sendable { case filter, period, takenBack }
    /// Steps down that Backspace takes back, and Backspace itself.
    enum Drill: Sendable { case down, up }

    var narrowing: Narrowing?
    var drill: Drill?
  }

  struct Entry: Equatable, Sendable {
    var state: ViewState
    /// The crosshair then.
    var crosshair: Timestamp?
    /// How the later of two neighbouring views was reached from the earlier one.
    var step = Step()
  }

  static let limit = 100

  /// The views before this one, the oldest first; each with the step that left it.
  private(set) var past: [Entry] = []
  /// The views that undo left, the nearest last; each with the step that leads to it.
  private(set) var future: [Entry] = []

  /// A person went on from `entry`. Undone views cannot be brought back any more.
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

  /// The steps that lead to `current` and are not taken back.
  func trail(to current: ViewState) -> Trail {
    var trail = Trail()
    for (index, entry) in past.enumerated() {
      trail.take(entry, to: index + 1 < past.count ? past[index + 1].state : current)
    }
    return trail
  }
}

/// The open narrowings and drills of a history.
struct Trail {
  /// For Esc, the newest last.
  private(set) var narrowings: [History.Entry] = []
  /// For Backspace, the newest last, with the view each led to.
  private(set) var drills: [(from: History.Entry, to: ViewState, narrowings: [History.Entry])] = []

  fileprivate mutating func take(_ entry: History.Entry, to next: ViewState) {
    if entry.step.drill == .down { drills.append((entry, next, narrowings)) }
    switch entry.step.narrowing {
    case .filter, .period: narrowings.append(entry)
    case .takenBack: _ = narrowings.popLast()
    case nil: break
    }
    if entry.step.drill == .up, let drill = drills.popLast() { narrowings = drill.narrowings }
    // An empty filter has no filter left to take back.
    if next.filter.isEmpty, entry.step.narrowing == .filter { narrowings.removeAll { $0.step.narrowing == .filter } }
  }

  /// Right after a drill, the view before it.
  func beforeDrill(to current: ViewState) -> History.Entry? {
    drills.last.flatMap { $0.to.showsSame(as: current) ? $0.from : nil }
  }
}
