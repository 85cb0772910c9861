import Foundation

/// How the names of products and regions are brought into one form.
package enum SaleName {
  /// Trimmed of white space at both ends, in Unicode's composed form (NFC); otherwise as it came.
  package static func normalised(_ name: String) -> String {
    let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.utf8.allSatisfy { $0 < 0x80 } ? trimmed : trimmed.precomposedStringWithCanonicalMapping
  }
}
