/// The rows of any file: compressed or not, in any encoding, CSV or JSON.
///
///     var file = try await RowFile.open(try .file("orders.csv.gz"))
///     try file.scanner.select(["Created at", "Total"])
///     while case let step = try await file.next(), step != .end {
///       if case .row(let line) = step { file.scanner.withCell(1) { total in read(total, line) } }
///     }
struct RowFile {
  let text: TextInput
  let isJSON: Bool
  var scanner: any RowScanner
  let rest: ImportInput

  /// How a file is opened; nil is found out.
  struct Options: Sendable {
    /// As iconv knows it.
    var encoding: String?
    var isJSON: Bool?
    var csv = CSVOptions()
    /// JSON: the list that is unfolded.
    var each: String?
  }

  /// Throws `ImportProblem` where the file is no text, or has no header.
  static func open(_ input: ImportInput, _ options: Options = Options()) async throws -> RowFile {
    if options.each == "" { throw ImportProblem.usage("--each: the path of a list is needed, such as line_items") }
    let text = try await TextInput.open(input, encoding: options.encoding)
    let (first, rest) = try await text.input.peeked { looksLikeJSON($0) != nil }
    let isJSON = options.isJSON ?? looksLikeJSON(first) ?? false || options.isJSON == nil && isNamedJSON(input.name)
    let scanner: any RowScanner =
      isJSON
      ? try await JSONScanner.open(rest, each: options.each) : try await CSVScanner.open(rest, options.csv)
    return RowFile(text: text, isJSON: isJSON, scanner: scanner, rest: rest)
  }

  /// The next step but `needsInput`. A `CancellationError` ends it between two chunks.
  mutating func next() async throws -> RowStep {
    while true {
      let step = scanner.next()
      guard step == .needsInput else { return step }
      try Task.checkCancellation()
      try await scanner.input.feed(from: rest)
    }
  }

  /// By the first byte, behind a bracket also the second; nil while it takes more of them.
  private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool? {
    let letters = bytes.lazy.filter { $0 > 0x20 }
    guard let first = letters.first else { return nil }
    guard first == .openingBracket else { return first == .openingBrace }
    // A header may begin with a name in brackets.
    return letters.dropFirst().first.map { $0 == .openingBrace || $0 == .openingBracket || $0 == .closingBracket }
  }

  private static func isNamedJSON(_ name: String) -> Bool {
    let name = name.lowercased()
    let bare = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    return [".json", ".ndjson", ".jsonl"].contains { bare.hasSuffix($0) }
  }
}
