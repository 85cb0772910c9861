/// The heads of a pivot's columns: each in one line where all have room, else in two lines, and cut only where they are
/// unusually long.
struct PivotHeads {
  let rows: Int
  /// Width of a cell, with a blank on each side of a value.
  let cellWidth: Int

  private static let most = 9

  /// `values` is the width that a cell needs for its value, `rows` the greatest number of lines.
  init(_ labels: [String], in room: Int, values: Int, rows: Int) {
    let count = max(1, labels.count)
    let whole = labels.map { DisplayWidth.of($0) + 1 }.max() ?? 0
    let halved = labels.map { Self.halves($0).map { DisplayWidth.of($0) + 1 }.max() ?? 0 }.max() ?? 0
    let isWhole = rows < 2 || count * max(values, whole) <= room || halved == whole && whole <= values
    self.rows = isWhole ? min(rows, 1) : rows
    if isWhole {
      // The heads take the remaining room.
      let shown = min(max(1, room / values), count)
      cellWidth = max(1, min(max(values, min(room / shown, whole)), max(room, 1)))
    } else {
      let wanted = max(values, min(halved, Self.most))
      let shown = min(max(1, room / wanted), count)
      cellWidth = max(1, min(max(wanted, min(room / shown, halved)), max(room, 1)))
    }
  }

  /// The lines of a head, from the top.
  func lines(_ label: String) -> [String] {
    rows > 1 && DisplayWidth.of(label) > cellWidth - 1 ? Self.halves(label) : [label]
  }

  /// Splits a head at the blank that gives the shortest longer half.
  private static func halves(_ label: String) -> [String] {
    let blanks = label.indices.filter { label[$0] == " " }
    let parted = blanks.map { [String(label[..<$0]), String(label[label.index(after: $0)...])] }
    return parted.min { longest($0) < longest($1) } ?? [label]
  }

  private static func longest(_ parts: [String]) -> Int { parts.map { DisplayWidth.of($0) }.max() ?? 0 }
}
