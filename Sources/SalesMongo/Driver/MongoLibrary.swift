import CMongoc
import Glibc
import Synchronization

/// The C library as a whole: started once, and its log lines handed to us rather than to stderr.
package enum MongoLibrary {
  /// Call this first of all in a program. As it is loaded, before any code of ours, the library puts counters for a tool of its
  /// own into /dev/shm under the process's number. What a killed process leaves there would have a later one of that number print
  /// a warning.
  package static func removeCounters() {
    shm_unlink("/mongoc-\(getpid())")
  }

  /// Touch this before anything else of the library.
  static let start: Void = {
    // Before the start, which may have something to say.
    mongoc_log_set_handler(
      { level, _, message, _ in
        guard level.rawValue <= MONGOC_LOG_LEVEL_WARNING.rawValue, let message else { return }
        MongoLibrary.listener.withLock { $0 }?(String(cString: message))
      }, nil)
    mongoc_init()
  }()

  private static let listener = Mutex<(@Sendable (String) -> Void)?>(nil)

  /// Who gets the library's warnings; nobody at first. They may quote addresses: redact them.
  static func listen(_ listener: (@Sendable (String) -> Void)?) {
    _ = start
    self.listener.withLock { $0 = listener }
  }
}
