import Dashboard
import Foundation
import SalesAnalytics
import SalesCore
import SalesPipeline
import SalesSQLite
import Synchronization
import TextUI
import TextUICurses

extension FilterBench {
  /// `filter-child STORE PERIOD SEED COUNT OUT`, in a terminal: runs the dashboard, types at it, and writes how long each change took.
  static func child(_ words: [String]) async throws {
    guard words.count == 5, let seed = Int(words[2]), let count = Int(words[3]) else { return }
    let reader = try SQLiteStoreReader(path: words[0])
    let record = FilterRecord()
    var configuration = DashboardConfiguration()
    configuration.start = ViewState(period: try Period(parsing: words[1]))
    configuration.settings = try await reader.settings()
    let data = RecordedData(data: StoreData(reader: reader), record: record)
    try await DashboardRunner.run(data: data, configuration: configuration) {
      let terminal = try CursesTerminal(environment: ProcessInfo.processInfo.environment)
      return TypingTerminal(terminal, FilterScript.keys(count: count, seed: seed), record)
    }
    try JSONEncoder().encode(record.changes).write(to: URL(fileURLWithPath: words[4]))
  }
}

/// Keys that change the filter again and again: regions picked, products left out, taken back, cleared.
enum FilterScript {
  struct Step {
    var key: Key
    /// True where the key changes the filter.
    var isTimed = false
  }

  static func keys(count: Int, seed: Int) -> [Step] {
    var random = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func down(_ most: UInt64) -> [Step] {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Array(repeating: Step(key: .down), count: Int((random >> 33) % most) + 1)
    }
    func pick(_ list: Character, _ mark: Key, _ rows: Int) -> [Step] {
      let marked = (0..<rows).flatMap { _ in down(9) + [Step(key: mark)] }
      return [Step(key: .character(list))] + marked + [Step(key: .enter, isTimed: true)]
    }
    var steps: [Step] = []
    for _ in 0..<(count / 6) {
      steps += pick("r", .tab, 2) + pick("p", .control("x"), 2) + pick("p", .control("x"), 1)
      steps.append(Step(key: .escape, isTimed: true))
      steps += pick("r", .tab, 1)
      steps.append(Step(key: .character("\\"), isTimed: true))
    }
    return steps
  }
}

/// Shared by the terminal and the data: it tells if every question since the last key has been answered.
final class FilterRecord: Sendable {
  private struct State {
    var asked = 0
    var since = 0
    var figures: Figures?
    var changes: [FilterBench.Change] = []
  }

  private let state = Mutex(State())

  var changes: [FilterBench.Change] { state.withLock { $0.changes } }
  var isAnswered: Bool { state.withLock { $0.figures != nil } }

  /// Called before a key is handed out.
  func begin() {
    state.withLock { state in
      state.since = state.asked
      state.figures = nil
    }
  }

  func ask() -> Int {
    state.withLock { state in
      state.asked += 1
      return state.asked
    }
  }

  func answer(_ number: Int, _ figures: Figures) {
    state.withLock { if number > $0.since { $0.figures = figures } }
  }

  func end(seconds: Double, firstFrame: Double, cpu: Double) {
    state.withLock { state in
      guard let figures = state.figures else { return }
      state.changes.append(
        FilterBench.Change(
          seconds: seconds, firstFrame: firstFrame, cpu: cpu, question: DuckDBPeer.Question(figures),
          sales: figures.total.sales,
          revenueMinor: figures.total.revenue))
    }
  }
}

struct RecordedData: DashboardData {
  let data: StoreData
  let record: FilterRecord

  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures {
    let number = record.ask()
    let figures = try await data.figures(for: query, now: now, refresh: refresh)
    record.answer(number, figures)
    return figures
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] { try await data.sales(query) }

  func changes() -> AsyncStream<Void> { data.changes() }
}

/// A real terminal whose keys come from a script, each when the frame of the one before it is out.
final class TypingTerminal: Terminal {
  private let inner: any Terminal
  private let record: FilterRecord
  private var steps: ArraySlice<FilterScript.Step>
  private var since: ContinuousClock.Instant
  private var cpu = 0.0
  private var frames: [ContinuousClock.Instant] = []
  /// An answer is awaited: at first that of the first read, which is not counted.
  private var isWaiting = true
  private var isFirst = true
  private var isWoken = false

  init(_ inner: any Terminal, _ steps: [FilterScript.Step], _ record: FilterRecord) {
    self.inner = inner
    self.steps = steps[...]
    self.record = record
    since = .now
  }

  var size: Size { inner.size }
  var traits: TerminalTraits { inner.traits }
  var waker: any Waker { inner.waker }
  var isReady: Bool { inner.isReady }
  func invalidate() { inner.invalidate() }
  func setMouse(_ on: Bool) { inner.setMouse(on) }
  func copy(_ text: String) { inner.copy(text) }
  func suspend() { inner.suspend() }
  func close() { inner.close() }

  func present(_ canvas: Canvas, theme: Theme) throws {
    try inner.present(canvas, theme: theme)
    frames.append(.now)
  }

  func nextEvent(until deadline: ContinuousClock.Instant?) throws -> TerminalEvent? {
    // The loop asks whether there is more to take before it paints.
    if let deadline, deadline <= .now { return note(try inner.nextEvent(until: deadline)) }
    if isWaiting, isWoken { end() }
    if isWaiting {
      let patience = since + .seconds(30)
      if let event = note(try inner.nextEvent(until: min(deadline ?? patience, patience))) { return event }
      guard ContinuousClock.now < patience else {
        throw BackendError(.unavailable, during: "bench", detail: "a key was not answered within 30 seconds")
      }
      return nil
    }
    if let event = try inner.nextEvent(until: .now) { return event }
    guard let step = steps.popFirst() else { return .key(.character("q")) }
    if step.isTimed { begin() }
    return .key(step.key)
  }

  private func begin() {
    record.begin()
    frames = []
    isWaiting = true
    isWoken = false
    cpu = BenchProcess.ownCPU
    since = .now
  }

  private func end() {
    isWaiting = false
    guard !isFirst else {
      isFirst = false
      return
    }
    guard let first = frames.first, let last = frames.last else { return }
    record.end(
      seconds: (last - since) / .seconds(1), firstFrame: (first - since) / .seconds(1), cpu: BenchProcess.ownCPU - cpu)
  }

  /// The wake after the answer brings the figures to the loop, which paints before it asks for more.
  private func note(_ event: TerminalEvent?) -> TerminalEvent? {
    if isWaiting, event == .wake, record.isAnswered { isWoken = true }
    return event
  }
}
