extension Canvas {
  /// The frame as lines of text without trailing spaces, joined by newlines.
  package func text() -> String {
    lines { row, line in
      for cell in row where cell.width > 0 { line.append(contentsOf: cell.scalars) }
    }
  }

  /// The frame's roles, one letter a column, and a space where there is neither a sign nor a background. Snapshots hold
  /// it beside the text.
  package func roleLetters() -> String {
    lines { row, line in
      for cell in row {
        let isBlank = cell.scalar == " " && cell.width == 1
        let role = isBlank ? cell.style.background : cell.style.foreground
        line.append(contentsOf: (role?.letter ?? " ").unicodeScalars)
      }
    }
  }

  private func lines(_ fill: (ArraySlice<Cell>, inout String.UnicodeScalarView) -> Void) -> String {
    (0..<size.rows).map { y in
      var line = String.UnicodeScalarView()
      fill(cells[(y * size.columns)..<((y + 1) * size.columns)], &line)
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }
}
