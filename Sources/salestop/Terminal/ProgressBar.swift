import Foundation
import Synchronization

/// A bar on stderr for long work; nothing where stderr is not a terminal. At most ten times a second.
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let label: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  init(_ label: String) { self.label = label }

  /// `share` is 0…1, or nil where the end is not known.
  func show(_ share: Double?, _ detail: String) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.lastDrawn, last.duration(to: now) < .milliseconds(100) { return }
      state.lastDrawn = now
      state.isDrawn = true
      write("\r\u{1B}[K" + line(share, detail))
    }
  }

  func end() {
    state.withLock { state in
      if state.isDrawn { write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  private func line(_ share: Double?, _ detail: String) -> String {
    guard let share else { return "\(label)  \(detail)" }
    let width = 30
    let filled = Int((min(1, max(0, share)) * Double(width)).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    return "\(label)  \(bar) \(Int(share * 100))%  \(detail)"
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
