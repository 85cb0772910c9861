import Foundation

/// Takes passwords out of addresses before they are shown. It does not ask whether an address is well formed: where that
/// cannot be told it leaves out too much.
enum Redaction {
  /// For messages. All between the colon behind a user's name and the last `@` becomes `***`, with blanks in it where an
  /// address has a scheme: `mongodb://u:a b@host`. So does the value of every option that is named after a password or a
  /// token.
  static func redact(_ text: String) -> String {
    let pieces = text.components(separatedBy: "://")
    let shown = [pieces[0]] + pieces.dropFirst().map(authority)
    return withoutOptions(shown.map(bare).joined(separator: "://"))
  }

  /// For a value that is an address, or should be one: a password in it may have any characters.
  static func redact(value: String) -> String {
    let start = value.range(of: "://")?.upperBound ?? value.startIndex
    let isAddress = start > value.startIndex || looksLikeCredentials(value)
    guard isAddress, let at = value[start...].lastIndex(of: "@"),
      let end = value[start..<at].firstIndex(where: { ":@/".contains($0) }), value[end] == ":"
    else { return redact(value) }
    return redact(value[..<end] + ":***" + value[at...])
  }

  static func holdsSecret(_ value: String) -> Bool { redact(value: value) != value }

  /// True where a colon stands before an `@` in a value that is no address with a scheme, nor a path.
  static func looksLikeCredentials(_ value: String) -> Bool {
    guard !value.contains("://"), !["/", "./", "../", "~/"].contains(where: value.hasPrefix) else { return false }
    guard let colon = value.firstIndex(of: ":"), let at = value.lastIndex(of: "@") else { return false }
    return colon < at
  }

  /// The text behind `://`, up to the next address or line.
  private static func authority(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    guard let colon = line.firstIndex(where: { ":@/".contains($0) || $0.isWhitespace }), line[colon] == ":" else {
      return token(text)
    }
    let behind = line[line.index(after: colon)...]
    // `host:9092/topic` has a port, and what follows it is no password.
    let port = behind.prefix { $0.isASCII && $0.isNumber }
    let isPort = !port.isEmpty && (behind[port.endIndex...].first.map { ",/?:;) `\"".contains($0) } ?? true)
    guard let at = behind.lastIndex(of: "@"), !isPort else { return token(text) }
    return text[..<colon] + ":***" + text[at...]
  }

  /// An address without blanks, whose user or password may hold a slash.
  private static func token(_ text: String) -> String {
    let address = text.prefix { !$0.isWhitespace }
    guard let at = address.lastIndex(of: "@"), let colon = address[..<at].firstIndex(of: ":") else { return text }
    return text[..<colon] + ":***" + text[at...]
  }

  /// `user:password@host` without a scheme before it.
  private static func bare(_ text: String) -> String {
    text.replacing(/(^|[\s`"'(]|\/\/)([^\s:\/@"'`]+):(?!\*\*\*)[^\s@]+@/) { "\($0.output.1)\($0.output.2):***@" }
  }

  /// `tlsCertificateKeyFilePassword=…`, `authMechanismProperties=AWS_SESSION_TOKEN:…`, `sasl.password=…`.
  private static func withoutOptions(_ text: String) -> String {
    text.replacing(/(?i)([a-z_.]*(?:password|secret|token|mechanismproperties)[a-z_.]*[=:])(?!\*\*\*)[^&\s`]+/) {
      $0.output.1 + "***"
    }
  }
}
