import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import TextUI

/// The fate of one step of a client.
enum Fate: CaseIterable, Sendable {
  case done
  /// It is done, but the answer is lost.
  case unanswered
  case refused
  /// The client hears that it failed, and the server does it later.
  case late
  /// The client is gone before the step, and all that it had in memory.
  case crash
}

struct Crash: Error {}

/// A fake server and the clients that act on it one step at a time, in the order that a test decides. One client at
/// most is running; the others stand before their next step. So a test comes out the same whenever it is run.
final class Stage: Sendable {
  typealias Write = @Sendable (inout FakeDatabase) -> Void

  private struct State {
    var database = FakeDatabase()
    var random: SeededGenerator?
    var isRunning = false
    var director: CheckedContinuation<Void, Never>?
    var waiting: [Int: (label: String, continuation: CheckedContinuation<Fate, Never>)] = [:]
    var ended: [Int: (any Error)?] = [:]
    var dead: Set<Int> = []
    var late: [Write] = []
    var clients = 0
    var trace: [String]?
  }

  private let state: Mutex<State>
  /// Told of every rollup written.
  let onRollup: @Sendable (FakeDatabase, Rollup.Key) -> Void

  /// A nil `random` takes documents in order.
  init(
    random: SeededGenerator? = nil, isTraced: Bool = false,
    onRollup: @escaping @Sendable (FakeDatabase, Rollup.Key) -> Void = { _, _ in }
  ) {
    state = Mutex(State(random: random, trace: isTraced ? [] : nil))
    self.onRollup = onRollup
  }

  // MARK: for tests

  /// The server, seen from above: no step.
  var database: FakeDatabase { peek { $0 } }

  func peek<T: Sendable>(_ body: (FakeDatabase) -> T) -> T {
    state.withLock { body($0.database) }
  }

  var trace: [String] { state.withLock { $0.trace ?? [] } }
  var waiting: [Int] { state.withLock { $0.waiting.keys.sorted() } }
  var lateCount: Int { state.withLock { $0.late.count } }

  func tamper(_ body: @Sendable (inout FakeDatabase) -> Void) {
    state.withLock { body(&$0.database) }
  }

  func note(_ line: @autoclosure () -> String) {
    state.withLock { if $0.trace != nil { $0.trace?.append(line()) } }
  }

  /// Begins a client, which runs to before its first step.
  func start(_ program: @escaping @Sendable (FakeDocuments) async throws -> Void) async -> Int {
    let client = state.withLock { state in
      state.clients += 1
      state.isRunning = true
      return state.clients
    }
    Task {
      var failure: (any Error)?
      do { try await program(FakeDocuments(stage: self, client: client)) } catch { failure = error }
      end(client, failure)
    }
    await settled()
    return client
  }

  /// Lets a client take the step it stands before; false where it has ended.
  @discardableResult
  func advance(_ client: Int, _ fate: Fate = .done) async -> Bool {
    let next = state.withLock { state in
      let next = state.waiting.removeValue(forKey: client)
      if let next {
        state.isRunning = true
        if state.trace != nil { state.trace?.append("client \(client): \(next.label): \(fate)") }
      }
      return next
    }
    guard let next else { return false }
    next.continuation.resume(returning: fate)
    await settled()
    return true
  }

  /// Lets a client take so many steps, or all it has; the number of them.
  @discardableResult
  func run(_ client: Int, steps: Int = .max) async -> Int {
    var taken = 0
    while taken < steps, await advance(client) { taken += 1 }
    return taken
  }

  /// The error of a client that has ended.
  func failure(of client: Int) -> (any Error)? {
    state.withLock { $0.ended[client] ?? nil }
  }

  /// Does what the server was late with.
  func doLate(_ index: Int = 0) {
    state.withLock { state in
      let write = state.late.remove(at: index)
      write(&state.database)
      if state.trace != nil { state.trace?.append("the server does what it was late with") }
    }
  }

  private func settled() async {
    await withCheckedContinuation { continuation in
      let isSettled = state.withLock { state in
        if state.isRunning { state.director = continuation }
        return !state.isRunning
      }
      if isSettled { continuation.resume() }
    }
  }

  // MARK: for clients

  private func end(_ client: Int, _ failure: (any Error)?) {
    let director = state.withLock { state in
      if state.trace != nil {
        state.trace?.append("client \(client) ends\(failure.map { ": \($0)" } ?? "")")
      }
      state.ended[client] = failure
      state.isRunning = false
      return state.director.take()
    }
    director?.resume()
  }

  /// Numbers below `count` in the order in which documents are taken.
  func order(_ count: Int) -> [Int] {
    state.withLock { state in
      guard var random = state.random else { return Array(0..<count) }
      defer { state.random = random }
      return (0..<count).shuffled(using: &random)
    }
  }

  func coin() -> Bool {
    state.withLock { state in
      guard var random = state.random else { return true }
      defer { state.random = random }
      return Bool.random(using: &random)
    }
  }

  /// One step of a client. Client 0 is the test itself, which nobody holds up.
  func step<T: Sendable>(
    _ client: Int, _ label: @autoclosure () -> String, rest: [Write] = [],
    _ body: @escaping @Sendable (inout FakeDatabase) -> T
  ) async throws -> T {
    guard client > 0 else { return state.withLock { body(&$0.database) } }
    if state.withLock({ $0.dead.contains(client) }) { throw Crash() }
    let label = label()
    let fate = await withCheckedContinuation { continuation in
      let director = state.withLock { state in
        state.waiting[client] = (label, continuation)
        state.isRunning = false
        return state.director.take()
      }
      director?.resume()
    }
    return try perform(fate, client, label, rest: rest, body)
  }

  private func perform<T: Sendable>(
    _ fate: Fate, _ client: Int, _ label: String, rest: [Write], _ body: @escaping @Sendable (inout FakeDatabase) -> T
  ) throws -> T {
    switch fate {
    case .done, .unanswered:
      let result = state.withLock { body(&$0.database) }
      if fate == .done { return result }
    case .refused: break
    case .late: state.withLock { $0.late += [{ _ = body(&$0) }] + rest }
    case .crash:
      state.withLock { _ = $0.dead.insert(client) }
      throw Crash()
    }
    throw BackendError(.unavailable, during: label, detail: "\(fate)")
  }
}
