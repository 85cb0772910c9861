import Foundation
import Glibc

/// A screen as rows of cells, measured by the C library and not by our own tables.
struct ScreenText: Sendable {
  struct Row: Sendable {
    /// The character that begins in each cell; nil in the second half of a wide one.
    var cells: [Character?]
    var text: String

    /// Without the blanks at its end.
    var width: Int { cells.count }
  }

  let rows: [Row]
  let text: String

  /// wcwidth(3), which the C module does not show.
  private static let characterWidth: @convention(c) (wchar_t) -> Int32 = {
    guard let symbol = dlsym(nil, "wcwidth") else { return { _ in 1 } }
    return unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
  }()

  init(_ text: String) {
    self.text = text
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var cells: [Character?] = []
      for character in line {
        // Each scalar by itself: the halves of a flag are one character of two columns.
        let width = character.unicodeScalars.reduce(0) {
          $0 + max(0, Int(Self.characterWidth(wchar_t(bitPattern: $1.value))))
        }
        guard width > 0 else { continue }
        cells.append(character)
        if width == 2 { cells.append(nil) }
      }
      while cells.last == .some(" ") { cells.removeLast() }
      return Row(cells: cells, text: String(line))
    }
  }

  subscript(row: Int, column: Int) -> Character? {
    rows.indices.contains(row) && rows[row].cells.indices.contains(column) ? rows[row].cells[column] : nil
  }

  private static let down: Set<Character> = ["│", "┊", "╭", "╮", "┌", "┐", "├", "┤", "┬", "┼"]
  private static let up: Set<Character> = ["│", "┊", "╰", "╯", "└", "┘", "├", "┤", "┴", "┼"]

  /// Corners of panels that nothing joins: an empty list is a whole frame. Overlays hide parts of what is below, so look at screens without
  /// one.
  var openBorders: [String] {
    var open: [String] = []
    for (y, row) in rows.enumerated() {
      for (x, cell) in row.cells.enumerated() {
        guard let cell else { continue }
        if "╭╮┌┐".contains(cell), !Self.up.contains(self[y + 1, x] ?? " ") { open.append("\(cell) at \(x),\(y)") }
        if "╰╯└┘".contains(cell), !Self.down.contains(self[y - 1, x] ?? " ") { open.append("\(cell) at \(x),\(y)") }
        if "╭╰┌└".contains(cell), !closes(y, after: x) { open.append("\(cell) at \(x),\(y)") }
      }
    }
    return open
  }

  /// Tells if the border that begins at a left corner has its right corner.
  private func closes(_ y: Int, after x: Int) -> Bool {
    let rest = rows[y].cells[(x + 1)...].compactMap { $0 }
    guard let corner = rest.first(where: { "╭╮╰╯┌┐└┘".contains($0) }) else { return false }
    return "╮╯┐┘".contains(corner)
  }

  /// The columns in which the rows of the overlay with that title end; -1 stands for a row without a border there.
  func edges(ofOverlay title: String) -> Set<Int> {
    let head: [Character?] = Array("╭─ \(title) ")
    func start(_ row: Row) -> Int? { row.cells.indices.first { row.cells[$0...].starts(with: head) } }
    guard let top = rows.firstIndex(where: { start($0) != nil }), let left = start(rows[top]),
      let right = rows[top].cells[left...].firstIndex(of: "╮")
    else { return [] }
    let inside = (top + 1..<rows.count).prefix { self[$0, left] != "╰" }
    return Set(inside.map { self[$0, right] == "│" ? right : -1 })
  }

  /// The columns in which the right border of each row lies, for the rows between two borders of the whole width.
  var rightEdges: Set<Int> {
    Set(rows.filter { "│╮╯┤".contains($0.cells.last?.map { $0 } ?? " ") }.map { $0.width - 1 })
  }
}

extension ScreenText {
  /// The figure behind a word of the key figures' row: `SALES` gives `11,819`.
  func figure(_ word: String) -> String? {
    guard let place = text.range(of: word + " ") else { return nil }
    let figure = text[place.upperBound...].drop { $0 == " " }.prefix { !$0.isWhitespace }
    return figure.isEmpty ? nil : String(figure)
  }

  /// The figure as a whole number, where it is shown in full.
  func count(_ word: String) -> Int? {
    figure(word).flatMap { Int($0.replacing(",", with: "")) }
  }
}
