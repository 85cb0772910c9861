import Foundation

/// Takes passwords out of addresses before they are shown.
enum Redaction {
  /// Every `scheme://user:secret@host` becomes `scheme://user:***@host`, whatever the secret is made of short of white space.
  static func redact(_ text: String) -> String {
    var shown = ""
    var rest = text[...]
    while let scheme = rest.range(of: "://") {
      shown += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let address = rest.prefix { !$0.isWhitespace }
      if let at = address.lastIndex(of: "@"), let colon = address[..<at].firstIndex(of: ":") {
        shown += address[..<colon] + ":***"
        rest = rest[at...]
      }
    }
    return shown + rest
  }
}
