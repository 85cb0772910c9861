import Glibc

/// How many files the process may have open.
enum OpenFiles {
  /// What the commands and the libraries below them need at once. The dispatch library ends the process where it cannot open
  /// another one, so that is told before.
  static let least: rlim_t = 64

  /// Raises the limit where it may be raised.
  static func suffice() throws {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < least else { return }
    let allowed = limit.rlim_max
    limit.rlim_cur = least
    guard allowed >= least, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      throw CommandProblem(
        code: Exit.inputOutput,
        message: "Too many open files: the limit is \(allowed), and \(least) are needed; raise it with `ulimit -n`")
    }
  }
}
