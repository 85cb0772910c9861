import Glibc
import Synchronization

/// Restores the terminal when the process dies of a trap, or of a signal that nothing else here handles. Handlers write
/// prepared bytes, restore the terminal's modes and stderr, and pass the signal on to its earlier handler. They make only
/// calls that are safe in a signal handler, on memory prepared beforehand.
enum CrashGuard {
  /// Each signal that ends a process which does not handle it, but for those that end the dashboard in order.
  private static let signals =
    [
      SIGABRT, SIGSEGV, SIGTRAP, SIGILL, SIGBUS, SIGFPE, SIGQUIT, SIGSYS, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
      SIGXCPU, SIGXFSZ, SIGPOLL, SIGPWR, SIGSTKFLT,
    ] + Array(firstRealtime...lastSignal)
  // The two before are the C library's own.
  private static let firstRealtime: Int32 = 34
  private static let lastSignal: Int32 = 64
  private static let stackSize = 65_536
  // Data for the handler, as numbers: a signal handler must not take a lock.
  private static let terminal = Atomic<Int32>(-1)
  private static let bytes = Atomic<UInt>(0)
  private static let byteCount = Atomic<Int>(0)
  private static let modes = Atomic<UInt>(0)
  private static let former = Atomic<UInt>(0)
  private static let realError = Atomic<Int32>(-1)
  private static let keptError = Atomic<Int32>(-1)

  /// `restoring` undoes every mode that was set; `attributes` are the terminal's original ones. The memory is never
  /// freed, because a handler may read it at any moment.
  static func arm(
    on descriptor: Int32, restoring: [UInt8], attributes: termios, realError: Int32, keptError: Int32
  ) {
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, restoring.count))
    text.update(from: restoring, count: restoring.count)
    let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    saved.initialize(to: attributes)
    bytes.store(UInt(bitPattern: text), ordering: .sequentiallyConsistent)
    byteCount.store(restoring.count, ordering: .sequentiallyConsistent)
    modes.store(UInt(bitPattern: saved), ordering: .sequentiallyConsistent)
    self.realError.store(realError, ordering: .sequentiallyConsistent)
    self.keptError.store(keptError, ordering: .sequentiallyConsistent)
    install()
    terminal.store(descriptor, ordering: .sequentiallyConsistent)
  }

  /// Ends the guard: the terminal has been restored already.
  static func disarm() { terminal.store(-1, ordering: .sequentiallyConsistent) }

  private static func install() {
    guard former.load(ordering: .relaxed) == 0 else { return }
    let olds = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    olds.initialize(repeating: sigaction(), count: 65)
    former.store(UInt(bitPattern: olds), ordering: .sequentiallyConsistent)
    // A separate stack lets the handler run after an overflow of the main one.
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    stack.ss_size = stackSize
    sigaltstack(&stack, nil)
    for signal in signals where !isIgnored(signal) {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { CrashGuard.handle($0) }
      action.sa_flags = Int32(SA_ONSTACK) | Int32(SA_NODEFER)
      sigaction(signal, &action, olds + Int(signal))
    }
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  private static func handle(_ signal: Int32) {
    let descriptor = terminal.exchange(-1, ordering: .sequentiallyConsistent)
    if descriptor >= 0 { restore(descriptor) }
    if let olds = UnsafeMutablePointer<sigaction>(bitPattern: former.load(ordering: .relaxed)) {
      sigaction(signal, olds + Int(signal), nil)
    }
    raise(signal)
    // The earlier handler returned, as Swift's backtracer does. After a signal from outside, the process would go on
    // running and draw on a terminal that it no longer owns.
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }

  private static func restore(_ descriptor: Int32) {
    if let text = UnsafePointer<UInt8>(bitPattern: bytes.load(ordering: .relaxed)) {
      _ = write(descriptor, text, byteCount.load(ordering: .relaxed))
    }
    if let saved = UnsafePointer<termios>(bitPattern: modes.load(ordering: .relaxed)) {
      tcsetattr(descriptor, TCSANOW, saved)
    }
    let (real, kept) = (realError.load(ordering: .relaxed), keptError.load(ordering: .relaxed))
    guard real >= 0, kept >= 0 else { return }
    dup2(real, STDERR_FILENO)
    lseek(kept, 0, SEEK_SET)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
      while case let count = read(kept, buffer.baseAddress, 1024), count > 0 {
        if write(real, buffer.baseAddress, count) != count { return }
      }
    }
  }
}
