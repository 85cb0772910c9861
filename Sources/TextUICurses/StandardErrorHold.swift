import CNcurses
import Glibc

/// Keeps stderr away from the screen and hands its text over once the screen is closed. A stderr that is not a terminal
/// is left alone.
struct StandardErrorHold: ~Copyable {
  /// The real stderr and the file in memory that replaces it; -1 while nothing is held.
  private(set) var real: Int32 = -1
  private(set) var kept: Int32 = -1

  init() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    kept = cn_memory_file("stderr")
    guard kept >= 0 else { return }
    real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
  }

  deinit {
    if real >= 0 { close(real) }
    if kept >= 0 { close(kept) }
  }

  /// Begins to hold stderr.
  func begin() {
    guard real >= 0, kept >= 0 else { return }
    dup2(kept, STDERR_FILENO)
  }

  /// Restores stderr and writes the held text to it, the last 64 KiB at most.
  func end() {
    guard real >= 0, kept >= 0 else { return }
    dup2(real, STDERR_FILENO)
    let size = lseek(kept, 0, SEEK_END)
    guard size > 0 else { return }
    lseek(kept, max(0, size - 65_536), SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(kept, &buffer, buffer.count)
      guard count > 0, write(STDERR_FILENO, buffer, count) == count else { break }
    }
    ftruncate(kept, 0)
    lseek(kept, 0, SEEK_SET)
  }
}
