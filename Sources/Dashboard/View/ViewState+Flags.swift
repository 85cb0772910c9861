import SalesAnalytics
import SalesCore

extension ViewState {
  /// The flags of `dash` that show it. View, period and comparison always, for settings may name others; of the rest those
  /// that the program would choose otherwise.
  func flags(views: [ViewSpec]) -> [String] {
    var words: [String] = []
    func add(_ flag: String, _ value: String) {
      // A value that looks like a flag is one word with its flag.
      words += value.hasPrefix("-") ? ["--\(flag)=\(value)"] : ["--\(flag)", value]
    }
    add("view", views.flag(for: view))
    add("period", period.text)
    add("compare", comparison.rawValue)
    for name in filter.regions.sorted() { add("region", name) }
    for name in filter.excludedRegions.sorted() { add("not-region", name) }
    for name in filter.products.sorted() { add("product", name) }
    for name in filter.excludedProducts.sorted() { add("not-product", name) }
    if measure != .revenue { add("measure", measure.rawValue) }
    if let bucket { add("bucket", bucket.text) }
    if axis != .auto { add("axis", axis.text) }
    return words
  }
}

extension [ViewSpec] {
  /// A view's name in small letters, or its number where that name means another one.
  fileprivate func flag(for index: Int) -> String {
    let number = "\(index + 1)"
    guard indices.contains(index) else { return number }
    let name = self[index].name.lowercased()
    return name.isEmpty || Int(name) != nil || firstIndex { $0.name.lowercased() == name } != index ? number : name
  }
}

/// Words for a POSIX shell.
enum ShellText {
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,=+@%".unicodeScalars)

  /// The word as one that a shell reads as just this text, and a terminal as nothing else: names come from anybody, and
  /// what is pasted is typed.
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
