/// An input as UTF-8 text without a byte order mark: gzip is unpacked, other encodings are converted.
///
///     let text = try await TextInput.open(try .file("orders.csv.gz"), encoding: nil)
///     print(text.detail)  // gzip, UTF-16LE
///     while case let chunk = try await text.input.next(), !chunk.isEmpty { scan(chunk) }
///     if let problem = await text.encodingProblem { print(problem) }
///
/// To read it again, rewind the input that was opened, and open it anew.
package struct TextInput: Sendable {
  /// The text. Where a compressed input is cut or damaged, it gives all that came before, then throws `ImportProblem`.
  package let input: ImportInput
  /// For people, as it was found: `gzip, UTF-16LE`. Empty for plain UTF-8.
  package let detail: String
  private let source: TextSource

  /// Reads the first bytes. Throws `ImportProblem` where they are no text, or where iconv does not know `encoding`.
  package static func open(_ input: ImportInput, encoding: String?) async throws -> TextInput {
    let source = TextSource(input)
    let found = try await source.open(encoding: encoding)
    let text = ImportInput(
      name: input.name, size: found.isEmpty ? input.size : nil, isLive: input.isLive
    ) { try await source.next() }
    return TextInput(input: text, detail: found.joined(separator: ", "), source: source)
  }

  /// The first line, among those read so far, with bytes that are no text in the encoding, and how to mend that. The
  /// bytes themselves are passed on as they are, or as bytes that are no UTF-8, so that the rows that hold them can be
  /// rejected.
  package var encodingProblem: String? {
    get async { await source.problem }
  }
}

/// The way from an input's bytes to text.
private actor TextSource {
  /// Of the first bytes, so many are looked at.
  private static let window = 4096
  private static let gzip: [UInt8] = [0x1F, 0x8B]

  private let raw: ImportInput
  private var inflater: Inflater?
  private var converter: TextConverter?
  private var encoding = "UTF-8"
  private var check = UTF8Check()
  /// The first bytes, until they are taken.
  private var head: [UInt8] = []
  /// Thrown behind `head`.
  private var failure: ImportProblem?
  private var isFinished = false

  init(_ input: ImportInput) { raw = input }

  var problem: String? {
    guard let line = check.brokenLine else { return nil }
    return "line \(line) is not \(encoding)"
      + (converter == nil ? "; name its encoding, for example with --encoding windows-1252" : "")
  }

  /// Returns what was found, in words.
  func open(encoding wanted: String?) async throws -> [String] {
    var found: [String] = []
    try await fillHead()
    if head.starts(with: Self.gzip) {
      found.append("gzip")
      let inflater = try Inflater()
      inflater.feed(head)
      self.inflater = inflater
      head = []
      try await fillHead()
    }
    let window = Array(head.prefix(Self.window))
    if let problem = ForeignFile.problem(of: window) { throw ImportProblem(problem) }
    return found + (try decide(wanted, window))
  }

  /// Reads until the first bytes are enough to tell what they are.
  private func fillHead() async throws {
    while head.count < Self.window, !hasLine {
      do {
        let chunk = try await unpacked()
        guard !chunk.isEmpty else { return }
        head += chunk
      } catch let problem as ImportProblem {
        failure = problem
        return
      }
    }
  }

  /// A live input is not waited for longer than for one line.
  private var hasLine: Bool {
    raw.isLive && (inflater == nil && head.starts(with: Self.gzip) || head.dropFirst(16).contains(.lineFeed))
  }

  private func decide(_ wanted: String?, _ window: [UInt8]) throws(ImportProblem) -> [String] {
    if let marked = TextEncoding.marked(window) {
      head.removeFirst(marked.mark)
      let name = marked.name ?? "UTF-8"
      let found = try convert(from: name)
      guard let wanted, wanted.lowercased() != name.lowercased(), !TextEncoding.isUTF16(wanted) else { return found }
      return ["\(name) by its byte order mark, not \(wanted)"]
    }
    let unmarked = TextEncoding.unmarked(window)?.name
    guard let wanted else {
      guard unmarked != nil || !ForeignFile.isBinary(window) else {
        throw ImportProblem("is binary, not text; the sales are needed as CSV or JSON")
      }
      return try convert(from: unmarked ?? "UTF-8")
    }
    if TextEncoding.isUTF16(wanted) { return try convert(from: unmarked ?? "UTF-16LE") }
    let found = try convert(from: wanted)
    if let unmarked, converter?.isWide != true {
      throw ImportProblem("is \(unmarked), not \(wanted); leave --encoding out")
    }
    return found
  }

  private func convert(from name: String) throws(ImportProblem) -> [String] {
    guard !TextEncoding.isUTF8(name) else { return [] }
    converter = try TextConverter(from: name)
    encoding = name
    return [name]
  }

  func next() async throws -> [UInt8] {
    while !isFinished {
      let chunk = try await take()
      isFinished = chunk.isEmpty
      let text = converter.map { isFinished ? $0.finish() : $0.convert(chunk) } ?? chunk
      check.note(text)
      if isFinished { check.finish() }
      if !text.isEmpty { return text }
    }
    return []
  }

  private func take() async throws -> [UInt8] {
    if !head.isEmpty {
      defer { head = [] }
      return head
    }
    if let failure { throw failure }
    return try await unpacked()
  }

  private func unpacked() async throws -> [UInt8] {
    guard let inflater else { return try await raw.next() }
    while true {
      let text = try inflater.inflate()
      if !text.isEmpty { return text }
      let chunk = try await raw.next()
      guard !chunk.isEmpty else {
        try inflater.finish()
        return []
      }
      inflater.feed(chunk)
    }
  }
}
