import SalesAnalytics
import SalesCore
import TextUI

/// What the command palette can do.
enum Command: Hashable, Sendable {
  case action(Action)
  case view(Int)
  case theme(Int)
  case comparison(Comparison)
  case measure(Measure)
  case period(Period)
}

/// The open command palette: what is typed, and the command under the highlight, which stays with it while rows come and go.
struct Palette: Equatable, Sendable {
  var typed = TextField()
  private(set) var highlighted: Command?
  private(set) var offset = 0
  private var index = 0

  /// `commands` as they are listed, here and below.
  mutating func move(by steps: Int, in commands: [Command]) {
    guard !commands.isEmpty else { return }
    index = min(max(0, index + steps), commands.count - 1)
    highlighted = commands[index]
  }

  /// Text was typed: the best match is the first row.
  mutating func textChanged() {
    highlighted = nil
    index = 0
    offset = 0
  }

  mutating func settle(in commands: [Command], visible: Int) {
    if let highlighted, let found = commands.firstIndex(of: highlighted) { index = found }
    index = min(max(0, index), max(0, commands.count - 1))
    highlighted = commands.isEmpty ? nil : commands[index]
    offset = Scrolling.firstRow(scroll: offset, selected: index, visible: max(1, visible), count: commands.count)
  }
}
