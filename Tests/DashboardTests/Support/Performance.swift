import Foundation
import SalesAnalytics
import SalesCore
import Synchronization
import TestSupport
import TextUI

@testable import Dashboard

/// Runs the real loop on a terminal without a screen: each step waits for a frame that shows something, then acts.
final class Performance: Sendable {
  struct Step: Sendable {
    var shows: @Sendable (String) -> Bool
    var event: TerminalEvent

    static func when(_ text: String, _ event: TerminalEvent) -> Step {
      Step(shows: { $0.contains(text) }, event: event)
    }

    static func unless(_ text: String, _ event: TerminalEvent) -> Step {
      Step(shows: { !$0.contains(text) }, event: event)
    }
  }

  private struct State {
    var steps: [Step]
    var frames: [Canvas] = []
    /// Of the last frame.
    var text: String?
    var themes: [String] = []
    var suspensions = 0
    var copied: [String] = []
    /// As the terminal was told, one for each time it changed.
    var mouse = [true]
    var isClosed = false
    var moment = Moment(wall: Shop.now, uptime: .seconds(1))
    var idle = 0
    var isBusy = false
    var isReady = true
  }

  private let state: Mutex<State>
  /// Called each time the loop has nothing to do, with how often that was.
  private let onIdle: @Sendable (Int, Performance) -> Void

  init(_ steps: [Step], onIdle: @escaping @Sendable (Int, Performance) -> Void = { _, _ in }) {
    state = Mutex(State(steps: steps))
    self.onIdle = onIdle
  }

  var frames: [Canvas] { state.withLock { $0.frames } }
  var themes: [String] { state.withLock { $0.themes } }
  var suspensions: Int { state.withLock { $0.suspensions } }
  var copied: [String] { state.withLock { $0.copied } }
  var mouse: [Bool] { state.withLock { $0.mouse } }
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// The terminal takes frames.
  func setReady(_ isReady: Bool) { state.withLock { $0.isReady = isReady } }

  func advance(_ time: Duration) {
    state.withLock {
      $0.moment.wall = $0.moment.wall + time
      $0.moment.uptime += time
    }
  }

  var clock: DashboardClock {
    DashboardClock(
      wall: { [self] in state.withLock { $0.moment.wall } }, uptime: { [self] in state.withLock { $0.moment.uptime } })
  }

  func run(_ data: any DashboardData, _ change: (inout DashboardConfiguration) -> Void = { _ in }) async throws {
    var configuration = DashboardConfiguration()
    configuration.clock = clock
    change(&configuration)
    try await DashboardRunner.run(data: data, configuration: configuration) { [self] in
      let terminal = Closing(HeadlessTerminal(size: Size(columns: 80, rows: 24))) { [self] in
        state.withLock { $0.isClosed = true }
      }
      terminal.inner.whenIdle = { [self, unowned inner = terminal.inner] _ in next(inner) }
      return terminal
    }
  }

  private func next(_ terminal: HeadlessTerminal) -> TerminalEvent? {
    let idle = state.withLock { state -> Int in
      if terminal.frames.count > state.frames.count {
        state.frames = terminal.frames
        state.text = terminal.frames.last?.text()
        state.themes = terminal.themes.map(\.name)
      }
      state.suspensions = terminal.suspensions
      state.copied = terminal.copied
      if state.mouse.last != terminal.isMouseOn { state.mouse.append(terminal.isMouseOn) }
      state.idle += 1
      return state.idle
    }
    onIdle(idle, self)
    terminal.isReady = state.withLock { $0.isReady }
    // The figures are worked out by threads that want the processors, too.
    usleep(1000)
    return state.withLock { state in
      // One event a turn, so that each has its frame.
      state.isBusy.toggle()
      guard state.isBusy else { return nil }
      guard let step = state.steps.first, let text = state.text, step.shows(text) else { return nil }
      state.steps.removeFirst()
      return step.event
    }
  }
}

/// Tells when the terminal is given back.
final class Closing: Terminal {
  let inner: HeadlessTerminal
  private let onClose: () -> Void

  init(_ inner: HeadlessTerminal, onClose: @escaping () -> Void) {
    self.inner = inner
    self.onClose = onClose
  }

  var size: Size { inner.size }
  var traits: TerminalTraits { inner.traits }
  var waker: any Waker { inner.waker }
  var isReady: Bool { inner.isReady }
  func present(_ canvas: Canvas, theme: Theme) { inner.present(canvas, theme: theme) }
  func invalidate() { inner.invalidate() }
  func nextEvent(until deadline: ContinuousClock.Instant?) -> TerminalEvent? { inner.nextEvent(until: deadline) }
  func setMouse(_ on: Bool) { inner.setMouse(on) }
  func copy(_ text: String) { inner.copy(text) }
  func suspend() { inner.suspend() }
  func close() {
    inner.close()
    onClose()
  }
}

/// A shop behind the data's protocol, that can hang, fail and change.
final class ShopData: DashboardData {
  struct Broken: Error, CustomStringConvertible {
    var description: String { "database is locked" }
  }

  enum Mood: Equatable, Sendable {
    case well, hanging, failing
    case hangingFor(Comparison)
  }

  private struct State {
    var mood: Mood
    var queries: [FigureQuery] = []
    var cancelled = 0
    var listeners: [AsyncStream<Void>.Continuation] = []
    var shop: Shop
  }

  private let state: Mutex<State>

  init(_ mood: Mood = .well, shop: Shop = .small) { state = Mutex(State(mood: mood, shop: shop)) }

  var queries: [FigureQuery] { state.withLock { $0.queries } }
  var cancelled: Int { state.withLock { $0.cancelled } }

  func become(_ mood: Mood) { state.withLock { $0.mood = mood } }

  func change(_ change: (inout Shop) -> Void = { _ in }) {
    state.withLock { state in
      change(&state.shop)
      for listener in state.listeners { listener.yield() }
    }
  }

  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures {
    let (mood, shop) = state.withLock { state in
      state.queries.append(query)
      return (state.mood, state.shop)
    }
    switch mood {
    case .well: return shop.figures(query, now: now)
    case .hangingFor(let comparison) where comparison != query.comparison: return shop.figures(query, now: now)
    case .failing: throw Broken()
    case .hanging, .hangingFor:
      // Never yields; ends when the task is cancelled.
      for await _ in AsyncStream<Void>(unfolding: { await self.forever() }) {}
      state.withLock { $0.cancelled += 1 }
      throw CancellationError()
    }
  }

  private func forever() async -> Void? {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    return await withTaskCancellationHandler {
      for await _ in stream {}
      return nil
    } onCancel: {
      continuation.finish()
    }
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] { state.withLock { $0.shop }.sales(query) }

  func changes() -> AsyncStream<Void> {
    AsyncStream { continuation in state.withLock { $0.listeners.append(continuation) } }
  }
}
