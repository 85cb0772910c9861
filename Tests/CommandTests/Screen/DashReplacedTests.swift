import Foundation
import TestSupport
import Testing
import TextUI

/// A store that is made anew or replaced under an open dashboard.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashReplacedTests {
  enum Change: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case madeAnew, movedOver, writtenOver

    var testDescription: String { rawValue }
  }

  private func filled(_ count: Int) async throws -> Salestop {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "first", "--rate", "max", "--count", "\(count)")
    try await salestop.must("consume", "--drain")
    return salestop
  }

  private func remove(_ store: String) {
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + ending) }
  }

  @Test("the screen takes another store in its place up by itself and says so", arguments: Change.allCases)
  func replaced(_ change: Change) async throws {
    let salestop = try await filled(200)
    let other = try await filled(500)
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash()
      try await terminal.see("SALES 200")
      switch change {
      case .madeAnew:
        remove(salestop.store)
        try await salestop.must("produce", "--source", "first", "--rate", "max", "--count", "300")
        try await salestop.must("consume", "--drain")
      case .movedOver:
        remove(salestop.store)
        try FileManager.default.moveItem(atPath: other.store, toPath: salestop.store)
      case .writtenOver:
        try Data(contentsOf: URL(fileURLWithPath: other.store)).write(
          to: URL(fileURLWithPath: salestop.store), options: [])
      }
      try await terminal.see("SALES 500", "made anew or replaced")
      try await terminal.press("q")
      try await terminal.see("ended with 0")
    }
  }

  @Test("a store that is removed, or is garbage by now, is told as that; the next one is shown")
  func gone() async throws {
    let salestop = try await filled(200)
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash()
      try await terminal.see("SALES 200")
      remove(salestop.store)
      try await terminal.see("▲ STALE", "SALES 200", "cannot be read")
      try Data(repeating: 0x5A, count: 50_000).write(to: URL(fileURLWithPath: salestop.store))
      try await terminal.press("C-r")
      try await terminal.see("▲ STALE", "SALES 200")
      remove(salestop.store)
      try await salestop.must("consume", "--drain")
      try await terminal.see("SALES 200", without: ["STALE"])
    }
  }
}
