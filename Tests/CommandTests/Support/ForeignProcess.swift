import Foundation
import Glibc

/// A process that is another's child, so that its number is free for anybody once it is gone: when it began tells it apart.
struct ForeignProcess: Sendable {
  let processID: pid_t
  private let start: String

  init(_ processID: pid_t) throws {
    self.processID = processID
    guard let start = Self.start(of: processID) else {
      throw Unreadable(what: "process \(processID)", why: "there is none")
    }
    self.start = start
  }

  var isRunning: Bool { Self.start(of: processID) == start }

  func signal(_ number: Int32) throws {
    guard isRunning, kill(processID, number) == 0 else {
      throw Unreadable(what: "process \(processID)", why: "it takes no signal")
    }
  }

  /// The time of its start as proc(5) has it; nil where no process of that number runs.
  private static func start(of processID: pid_t) -> String? {
    guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    // From the third on: the state, and the start as the 22nd.
    let fields = text[text.index(after: name)...].split(separator: " ")
    return fields.count > 19 && !["Z", "X"].contains(fields[0]) ? String(fields[19]) : nil
  }
}
