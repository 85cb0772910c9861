/// The cells that changed from one frame to the next, as runs of neighbouring cells.
package struct Diff: Equatable, Sendable {
  package struct Run: Equatable, Sendable {
    package var x: Int
    package var y: Int
    package var cells: [Cell]
  }

  package var runs: [Run] = []

  package var isEmpty: Bool { runs.isEmpty }
  package var cellCount: Int { runs.reduce(0) { $0 + $1.cells.count } }

  /// The whole frame where there was none before, or one of another size. A run never begins with the right half of a
  /// wide character.
  package init(from old: Canvas?, to new: Canvas) {
    let columns = new.size.columns
    let before = old.flatMap { $0.size == new.size ? $0.cells : nil }
    new.cells.withUnsafeBufferPointer { cells in
      for y in 0..<new.size.rows {
        let row = y * columns
        var x = 0
        while x < columns {
          guard Diff.isChanged(cells, before, row + x) else {
            x += 1
            continue
          }
          var start = x
          while x < columns, Diff.isChanged(cells, before, row + x) { x += 1 }
          if cells[row + start].width == 0, start > 0 { start -= 1 }
          if x < columns, cells[row + x].width == 0 { x += 1 }
          runs.append(Run(x: start, y: y, cells: Array(cells[(row + start)..<(row + x)])))
        }
      }
    }
  }

  private static func isChanged(_ cells: UnsafeBufferPointer<Cell>, _ before: [Cell]?, _ at: Int) -> Bool {
    guard let before else { return true }
    return cells[at] != before[at]
  }
}
