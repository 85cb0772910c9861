import Foundation

/// Takes passwords out of addresses before they are shown.
enum Redaction {
  /// Every `scheme://user:secret@host` becomes `scheme://user:***@host`; a secret may have any characters but white
  /// space. So does the value of every option that is named after a password or a token.
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
    return withoutOptions(shown + rest)
  }

  static func holdsSecret(_ address: String) -> Bool { redact(address) != address }

  /// `tlsCertificateKeyFilePassword=…`, `authMechanismProperties=AWS_SESSION_TOKEN:…`, `sasl.password=…`.
  private static func withoutOptions(_ text: String) -> String {
    text.replacing(/(?i)([a-z_.]*(?:password|secret|token|mechanismproperties)[a-z_.]*[=:])(?!\*\*\*)[^&\s`]+/) {
      $0.output.1 + "***"
    }
  }
}
