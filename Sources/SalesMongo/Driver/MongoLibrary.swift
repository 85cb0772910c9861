import CMongoc
import Glibc
import Synchronization

/// The C library as a whole: started once, and its log lines handed to us rather than to stderr.
package enum MongoLibrary {
  /// Call this first of all in a program. As it is loaded, before any code of ours, the library puts counters for a
  /// tool of its own into /dev/shm under the process's number. What a killed process leaves there would have a later
  /// one of that number print a warning.
  package static func removeCounters() { shm_unlink("/mongoc-\(getpid())") }

  /// Touch this before anything else of the library.
  static let start: Void = {
    // Before the start, which may have something to say.
    mongoc_log_set_handler(
      { level, _, message, _ in
        guard level.rawValue <= MONGOC_LOG_LEVEL_WARNING.rawValue, let message else { return }
        MongoLibrary.hear(String(cString: message))
      }, nil)
    mongoc_init()
  }()

  private struct Audience {
    var tell: (@Sendable (String) -> Void)?
    var told: Set<String> = []
  }

  /// Beyond this many lines nobody is told, so that a server that is away for long fills no disk.
  private static let mostTold = 100
  private static let audience = Mutex(Audience())

  /// Receives the library's warnings, each once; nil at first. They may quote addresses: redact them.
  package static func listen(_ tell: (@Sendable (String) -> Void)?) {
    _ = start
    audience.withLock { $0 = Audience(tell: tell) }
  }

  private static func hear(_ line: String) {
    let tell = audience.withLock { audience in
      audience.told.count < mostTold && audience.told.insert(line).inserted ? audience.tell : nil
    }
    tell?(line)
  }
}
