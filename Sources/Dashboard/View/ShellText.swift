/// Quotes words for a POSIX shell.
enum ShellText {
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,=+@%".unicodeScalars)

  /// The word quoted so that a shell reads exactly this text. Control characters are written as octal escapes, because
  /// names come from outside and a terminal acts on pasted control characters.
  static func quoted(_ word: String) -> String {
    let scalars = word.unicodeScalars
    if !scalars.isEmpty, scalars.allSatisfy(plain.contains) { return word }
    guard scalars.contains(where: isHidden) else { return "'\(word.replacing("'", with: "'\\''"))'" }
    let escaped = scalars.map { scalar in
      let isSafe = scalar.isASCII ? scalar == " " || scalar != "%" && plain.contains(scalar) : !isHidden(scalar)
      return isSafe ? String(scalar) : String(scalar).utf8.map { "\\" + octal($0) }.joined()
    }
    return "\"$(printf '\(escaped.joined())')\""
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
