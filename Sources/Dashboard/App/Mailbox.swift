import Synchronization
import TextUI

/// The queue of messages from tasks to the loop. A post wakes the loop.
final class Mailbox: Sendable {
  private struct Contents {
    var messages: [Message] = []
    var hasChange = false
    var isStopped = false
    var waker: (any Waker)?
  }

  private let contents = Mutex(Contents())

  func attach(_ waker: any Waker) { contents.withLock { $0.waker = waker } }

  func post(_ message: Message) {
    let waker: (any Waker)? = contents.withLock { contents in
      if case .changed = message {
        // Several changes of the store need only one read.
        guard !contents.hasChange else { return nil }
        contents.hasChange = true
      } else {
        contents.messages.append(message)
      }
      return contents.waker
    }
    waker?.wake()
  }

  /// Asks the loop to end.
  func stop() {
    let waker = contents.withLock { contents in
      contents.isStopped = true
      return contents.waker
    }
    waker?.wake()
  }

  var isStopped: Bool { contents.withLock { $0.isStopped } }

  func take() -> [Message] {
    contents.withLock { contents in
      defer {
        contents.messages = []
        contents.hasChange = false
      }
      return contents.messages + (contents.hasChange ? [.changed] : [])
    }
  }
}
