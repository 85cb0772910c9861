import CMongoc
import Glibc
import Synchronization

/// The C library as a whole: started once, and its log lines handed to us rather than to stderr.
enum MongoLibrary {
  /// Touch this before anything else of the library.
  static let start: Void = {
    // Its counters would leave a file in /dev/shm each time the program ends.
    setenv("MONGOC_DISABLE_SHM", "1", 1)
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
