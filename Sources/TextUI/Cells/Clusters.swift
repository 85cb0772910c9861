/// Splits text into clusters, each a base scalar and its marks, as a terminal draws them in one cell or two. Everything
/// that could move the cursor, change colours, reorder or hide text comes out as `�`.
enum Clusters {
  /// The most marks kept on one base: ncurses takes five wide characters a cell.
  static let maximumMarks = 4
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Calls `body` for each cluster with its columns (1 or 2) until that returns false.
  @inline(__always)
  static func forEach(
    in text: String, _ body: (_ scalar: Unicode.Scalar, _ marks: [Unicode.Scalar]?, _ width: Int) -> Bool
  ) {
    var base: Unicode.Scalar?
    var width = 1
    var marks: [Unicode.Scalar]?
    for scalar in text.unicodeScalars {
      var next = scalar
      var nextWidth = 1
      if scalar.value < 0x20 || scalar.value >= 0x7F {
        switch Clusters.role(of: scalar, after: base) {
        case .dropped: continue
        case .mark:
          if (marks?.count ?? 0) < maximumMarks { marks = (marks ?? []) + [scalar] }
          continue
        case .replaced: next = replacement
        case .base(let columns): nextWidth = columns
        }
      }
      if let shown = base, !body(shown, marks, width) { return }
      base = next
      width = nextWidth
      marks = nil
    }
    if let base { _ = body(base, marks, width) }
  }

  private enum Part {
    case base(Int)
    case mark
    case dropped
    case replaced
  }

  private static func role(of scalar: Unicode.Scalar, after base: Unicode.Scalar?) -> Part {
    let value = scalar.value
    if value < 0xA0 { return .replaced }
    if value < 0x300 { return value == 0xAD ? .replaced : .base(1) }
    if isPlainSign(value) { return .base(1) }
    if isPlainIdeograph(value) { return .base(2) }
    // Terminals do not agree on what a variation selector, a joiner or a skin tone does to the width of an emoji, so
    // emoji are shown plain and one by one.
    if (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) {
      return base == nil ? .replaced : .dropped
    }
    if (0x1F3FB...0x1F3FF).contains(value), let base, base.properties.isEmojiModifierBase { return .dropped }
    if value == 0x200C || value == 0x200D { return joiner(after: base) }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return .replaced
    case .unassigned: return value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value) ? .replaced : bases(scalar)
    default: return bases(scalar, marksNeed: base)
    }
  }

  // Boxes, blocks, braille, ideographs and Hangul syllables are most of the text beyond ASCII on a screen. Looking up
  // their properties would cost more than everything else here.
  private static func isPlainSign(_ value: UInt32) -> Bool {
    (0x2500...0x25FC).contains(value) || (0x2800...0x28FF).contains(value) || value == 0x2026
  }

  private static func isPlainIdeograph(_ value: UInt32) -> Bool {
    (0x4E00...0x9FFF).contains(value) || (0x30A1...0x30FA).contains(value) || (0xAC00...0xD7A3).contains(value)
  }

  private static func bases(_ scalar: Unicode.Scalar, marksNeed base: Unicode.Scalar? = nil) -> Part {
    let width = DisplayWidth.of(scalar)
    guard width == 0 else { return .base(width) }
    return base == nil || base == replacement ? .replaced : .mark
  }

  /// Joiners belong to the spelling in Arabic and Indic scripts and join emoji. Elsewhere they only make two different
  /// names look the same.
  private static func joiner(after base: Unicode.Scalar?) -> Part {
    guard let base else { return .replaced }
    if base.properties.isEmoji, base.value > 0x2000 { return .dropped }
    return (0x590..<0x2000).contains(base.value) && base.properties.isAlphabetic ? .mark : .replaced
  }
}

/// Makes text from outside safe to show: control characters, escape sequences, bidi overrides and invisible format
/// characters become `�`, at most four combining marks stay on a character, and emoji sequences become their plain
/// emoji.
package func sanitize(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  var safe = String.UnicodeScalarView()
  Clusters.forEach(in: text) { scalar, marks, _ in
    safe.append(scalar)
    if let marks { safe.append(contentsOf: marks) }
    return true
  }
  return String(safe)
}
