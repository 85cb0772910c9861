/// One character cell: a scalar, the combining marks on it, its width and its style. Scalars are held rather than a
/// `Character`, because comparing them is what a diff spends its time on.
package struct Cell: Equatable, Sendable {
  package private(set) var scalar: Unicode.Scalar
  /// Combining marks on `scalar`, at most `Clusters.maximumMarks`; nil for nearly every cell.
  package private(set) var marks: [Unicode.Scalar]?
  /// Columns: 1, 2, or 0 for the right half of a wide character.
  package private(set) var width: UInt8
  package var style: Style

  init(scalar: Unicode.Scalar, marks: [Unicode.Scalar]? = nil, width: UInt8 = 1, style: Style) {
    self.scalar = scalar
    self.marks = marks
    self.width = width
    self.style = style
  }

  /// A cell of the first thing a terminal would draw for `character`: untrusted ones become `�`.
  package init(_ character: Character, style: Style = .text) {
    var cell = Cell(scalar: " ", style: style)
    Clusters.forEach(in: String(character)) { scalar, marks, width in
      cell = Cell(scalar: scalar, marks: marks, width: UInt8(width), style: style)
      return false
    }
    self = cell
  }

  package static let blank = Cell(scalar: " ", style: .text)

  /// The right half of a wide character.
  static func rightHalf(_ style: Style) -> Cell { Cell(scalar: " ", width: 0, style: style) }

  /// All scalars of the cell, base first, as a terminal is to be given them.
  package var scalars: [Unicode.Scalar] { [scalar] + (marks ?? []) }

  package var character: Character {
    guard marks != nil else { return Character(scalar) }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text).first ?? " "
  }

  package static func == (left: Cell, right: Cell) -> Bool {
    left.scalar == right.scalar && left.width == right.width && left.style == right.style && left.marks == right.marks
  }
}
