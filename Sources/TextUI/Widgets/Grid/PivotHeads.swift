/// How the heads of a pivot's columns are written: whole in one line where all have room, else in two lines, cut only where
/// they are longer than usual.
struct PivotHeads {
  let rows: Int
  /// With a blank on each side of a value.
  let cellWidth: Int

  private static let most = 9

  /// `values`: what a cell needs for its value. `rows`: the most lines there are.
  init(_ labels: [String], in room: Int, values: Int, rows: Int) {
    let count = max(1, labels.count)
    let whole = labels.map { DisplayWidth.of($0) + 1 }.max() ?? 0
    let halved = labels.map { Self.halves($0).map { DisplayWidth.of($0) + 1 }.max() ?? 0 }.max() ?? 0
    let isWhole = rows < 2 || count * max(values, whole) <= room || halved == whole && whole <= values
    self.rows = isWhole ? min(rows, 1) : rows
    if isWhole {
      // Room that is left over goes to the heads.
      let shown = min(max(1, room / values), count)
      cellWidth = max(1, min(max(values, min(room / shown, whole)), max(room, 1)))
    } else {
      let wanted = max(values, min(halved, Self.most))
      let shown = min(max(1, room / wanted), count)
      cellWidth = max(1, min(max(wanted, min(room / shown, halved)), max(room, 1)))
    }
  }

  /// A head in as many lines as it needs, from the top.
  func lines(_ label: String) -> [String] {
    rows > 1 && DisplayWidth.of(label) > cellWidth - 1 ? Self.halves(label) : [label]
  }

  /// Parted at the blank that leaves the shorter longest half.
  private static func halves(_ label: String) -> [String] {
    let blanks = label.indices.filter { label[$0] == " " }
    let parted = blanks.map { [String(label[..<$0]), String(label[label.index(after: $0)...])] }
    return parted.min { longest($0) < longest($1) } ?? [label]
  }

  private static func longest(_ parts: [String]) -> Int { parts.map { DisplayWidth.of($0) }.max() ?? 0 }
}
