import TestSupport
import Testing
import TextUI

/// A consumer that has ended while the log goes on.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashLeftTests {
  @Test("records that come once the consumer has ended are NO CONSUMER on the screen and in status")
  func noConsumer() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "first", "--rate", "max", "--count", "200")
    try await salestop.must("consume", "--drain")
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash("--log \(salestop.log)")
      try await terminal.see("○ AT REST", "SALES 200")
      try await salestop.must("produce", "--source", "first", "--rate", "max", "--count", "50")
      try await terminal.see("▲ NO CONSUMER", "50 behind", "SALES 200")
      #expect(try await salestop.status().health.hasSuffix(", 50 records wait"))
      try await salestop.must("consume", "--drain")
      try await terminal.see("○ AT REST", "SALES 250")
    }
  }
}
