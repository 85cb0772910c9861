import Foundation

/// Takes passwords out of addresses before they are shown.
enum Redaction {
  /// `scheme://user:secret@host` becomes `scheme://user:***@host`.
  static func redact(_ text: String) -> String {
    guard let scheme = text.range(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" || !rest.contains("@") }
    guard let at = authority.lastIndex(of: "@") else { return text }
    let user = authority[..<at].prefix { $0 != ":" }
    return text[..<scheme.upperBound] + user + ":***" + rest[at...]
  }
}
