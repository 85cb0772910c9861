import Foundation
import Glibc
import Synchronization

/// A process that a test started, in a group of its own. It is killed when nobody holds it any more.
///
/// Its output goes to files, so that it never waits for a reader.
final class ChildProcess: Sendable {
  enum Ending: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  struct Plan: Sendable {
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    var folder: String
    /// A file; nothing to read where it is nil.
    var input: String?
    /// A terminal's path; it becomes the process's own, and all of its input and output.
    var terminal: String?
  }

  let processID: pid_t
  private let outputPath: String
  private let errorPath: String
  private let life: Life
  private let ended: Task<Ending, Never>

  init(_ plan: Plan) throws {
    let name = plan.folder + "/." + UUID().uuidString
    outputPath = name + ".out"
    errorPath = name + ".err"
    processID = try Self.spawn(plan, output: outputPath, error: errorPath)
    let life = Life(processID)
    self.life = life
    ended = Task {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: life.wait()) }
      }
    }
  }

  deinit {
    life.signal(SIGKILL)
  }

  var output: Data { (try? Data(contentsOf: URL(fileURLWithPath: outputPath))) ?? Data() }
  var errorText: String {
    String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: errorPath))) ?? Data(), as: UTF8.self)
  }
  var isRunning: Bool { !life.isOver }

  func signal(_ number: Int32) {
    life.signal(number)
  }

  /// Waits for the end; a process that hangs is killed, and that is an error.
  func outcome() async throws -> Outcome {
    let watchdog = Task { [life] in
      try await Task.sleep(for: .seconds(300))
      life.giveUp()
    }
    let ending = await ended.value
    watchdog.cancel()
    let outcome = Outcome(ending: ending, data: output, error: errorText)
    if life.isGivenUp { throw Overdue(fact: "the process ends", last: "\(outcome)") }
    return outcome
  }

  private static func spawn(_ plan: Plan, output: String, error: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let terminal = plan.terminal {
      for descriptor in Int32(0)...2 { posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0) }
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, plan.input ?? "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of ours block signals and may ignore some; a process begins with none of that.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // POSIX_SPAWN_SETSID: the first terminal that the leader of a session opens becomes its own.
    let group = plan.terminal == nil ? Int32(POSIX_SPAWN_SETPGROUP) : Int32(0x80)
    posix_spawnattr_setflags(
      &attributes, Int16(group | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
    // `env` becomes the program itself; posix_spawn(3) alone cannot change the folder portably.
    let words = ["env", "-C", plan.folder, plan.executable] + plan.arguments
    let arguments = words.map { strdup($0) }
    let environment = plan.environment.map { strdup("\($0)=\($1)") }
    defer { for text in arguments + environment { free(text) } }
    var processID: pid_t = 0
    let code = posix_spawnp(
      &processID, "env", &actions, &attributes, arguments + [nil], environment + [nil])
    guard code == 0 else { throw CannotStart(what: words.joined(separator: " "), why: String(cString: strerror(code))) }
    return processID
  }
}

/// Tells if a process is still ours to signal: once it is reaped, its number may be another's.
private final class Life: Sendable {
  private struct State {
    var isReaped = false
    var isGivenUp = false
  }

  private let processID: pid_t
  private let state = Mutex(State())

  init(_ processID: pid_t) {
    self.processID = processID
  }

  var isOver: Bool { state.withLock { $0.isReaped } }
  var isGivenUp: Bool { state.withLock { $0.isGivenUp } }

  func signal(_ number: Int32) {
    state.withLock { if !$0.isReaped { _ = kill(processID, number) } }
  }

  /// Kills what has not ended. What has ended was in time, however late anybody hears of it.
  func giveUp() {
    state.withLock { state in
      guard !state.isReaped else { return }
      state.isGivenUp = true
      _ = kill(processID, SIGKILL)
    }
  }

  /// Blocks its thread.
  func wait() -> ChildProcess.Ending {
    var info = siginfo_t()
    while waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    var status: Int32 = 0
    state.withLock { state in
      waitpid(processID, &status, 0)
      state.isReaped = true
    }
    return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}
