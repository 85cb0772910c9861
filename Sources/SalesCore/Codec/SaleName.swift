import Foundation

/// Brings the names of products and regions into one form.
package enum SaleName {
  /// The name without white space at both ends, in Unicode's composed form (NFC).
  package static func normalised(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if isPlain, name.utf8.first != 0x20, name.utf8.last != 0x20 { return name }
    let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.utf8.allSatisfy { $0 < 0x80 } ? trimmed : trimmed.precomposedStringWithCanonicalMapping
  }
}
