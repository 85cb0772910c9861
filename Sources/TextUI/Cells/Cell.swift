/// One character cell: a base scalar, the combining marks on it, its width and its style. It holds scalars, not a
/// `Character`, because a diff spends most of its time comparing them.
package struct Cell: Equatable, Sendable {
  package private(set) var scalar: Unicode.Scalar
  /// Combining marks on `scalar`, at most `Clusters.maximumMarks`; nil for nearly every cell.
  package private(set) var marks: [Unicode.Scalar]?
  /// Number of columns: 1, 2, or 0 for the right half of a wide character.
  package private(set) var width: UInt8
  package var style: Style

  init(scalar: Unicode.Scalar, marks: [Unicode.Scalar]? = nil, width: UInt8 = 1, style: Style) {
    self.scalar = scalar
    self.marks = marks
    self.width = width
    self.style = style
  }

  /// A cell with the first cluster of `character`; one that is not safe to show becomes `�`.
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

  /// The base scalar and its marks, in the order in which a terminal takes them.
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
