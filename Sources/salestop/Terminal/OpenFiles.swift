import Glibc

/// The limit of open files.
enum OpenFiles {
  /// Files that the commands and the libraries need at once. The dispatch library ends the process where it cannot open
  /// another, so a lower limit is an error before.
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
