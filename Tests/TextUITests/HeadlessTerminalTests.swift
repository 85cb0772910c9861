import TestSupport
import Testing

@testable import TextUI

@Suite struct HeadlessTerminalTests {
  @Test("scripted events come in order, then it closes")
  func script() {
    let terminal = HeadlessTerminal(events: [.key(.up), .resize(Size(columns: 10, rows: 5))])
    terminal.type("q")
    #expect(terminal.nextEvent(until: nil) == .key(.up))
    #expect(terminal.nextEvent(until: nil) == .resize(Size(columns: 10, rows: 5)))
    #expect(terminal.size == Size(columns: 10, rows: 5))
    #expect(terminal.nextEvent(until: nil) == .key(.character("q")))
    #expect(terminal.nextEvent(until: .now) == nil)
    #expect(terminal.nextEvent(until: nil) == .closed)
  }

  @Test("several wakes are one event")
  func wakes() {
    let terminal = HeadlessTerminal()
    terminal.waker.wake()
    terminal.waker.wake()
    #expect(terminal.nextEvent(until: nil) == .wake)
    #expect(terminal.nextEvent(until: .now) == nil)
  }

  @Test("a frame presented twice changes nothing, until it is invalidated")
  func diffs() {
    let terminal = HeadlessTerminal(size: Size(columns: 3, rows: 1))
    let canvas = Canvas(terminal.size)
    terminal.present(canvas, theme: .autoDark)
    terminal.present(canvas, theme: .autoDark)
    terminal.invalidate()
    terminal.present(canvas, theme: .autoDark)
    #expect(terminal.diffs.map(\.cellCount) == [3, 0, 3])
  }
}
