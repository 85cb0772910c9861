/// Files that people take for tables and that are no text, told by their first bytes.
enum ForeignFile {
  /// The problem in words that hold no byte of the file but a printable name; nil for text.
  static func problem(of bytes: [UInt8]) -> String? {
    if let (_, words) = signatures.first(where: { bytes.starts(with: $0.0) }) { return words }
    if bytes.starts(with: zip) { return archive(bytes) }
    if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) {
      return "is a tar archive; unpack it first, with tar -xf FILE"
    }
    let ambiguous = ambiguousSignatures.first { bytes.starts(with: $0.0.utf8) }
    if let (_, words) = ambiguous, isBinary(bytes) { return words }
    return page(bytes)
  }

  /// True where more than one byte in 64 is a control character other than those of text. So few bytes say that only
  /// where a zero is among them.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    let allowed: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1E]
    let controls = bytes.count { $0 < 0x20 && !allowed.contains($0) || $0 == 0x7F }
    return controls > max(1, bytes.count / 64) && (bytes.count >= 64 || bytes.contains(0))
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let workbook = "is an Excel workbook; save the sheet as CSV UTF-8"
  private static let needed = "; the sales are needed as CSV or JSON"
  private static let picture = "is a picture" + needed

  private static let signatures: [([UInt8], String)] = [
    ([0x1F, 0x8B], "is compressed twice; unpack it once, with gzip -dc FILE"),
    ([0x28, 0xB5, 0x2F, 0xFD], "is compressed by zstd; unpack it first, with zstd -dc FILE"),
    (Array("BZh".utf8), "is compressed by bzip2; unpack it first, with bzip2 -dc FILE"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "is compressed by xz; unpack it first, with xz -dc FILE"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "is a 7z archive; unpack it first, with 7z x FILE"),
    (Array("Rar!".utf8) + [0x1A, 0x07], "is a RAR archive; unpack it first"),
    ([0xD0, 0xCF, 0x11, 0xE0], "is an old Excel workbook (.xls); save the sheet as CSV UTF-8"),
    (Array("%PDF-".utf8), "is a PDF; the sales are needed as text: export them as CSV where it was made"),
    ([0x89, 0x50, 0x4E, 0x47], picture), ([0xFF, 0xD8, 0xFF], picture),
    (
      Array("SQLite format 3".utf8) + [0],
      "is an SQLite database; write a table as text, with sqlite3 -csv -header FILE"
    ),
    (Array("Obj".utf8) + [1], "is an Avro file; write it as JSON, with avro-tools tojson FILE"),
  ]

  /// Those that text could begin with as well.
  private static let ambiguousSignatures: [(String, String)] = [
    ("PAR1", "is a Parquet file; write it as CSV, for example with DuckDB"),
    ("ORC", "is an ORC file; write it as CSV"), ("ARROW1", "is an Arrow file; write it as CSV"),
    ("GIF8", picture),
  ]

  /// By the names of entries among the first bytes.
  private static func archive(_ bytes: [UInt8]) -> String {
    if bytes.holds("opendocument.spreadsheet") { return "is an OpenDocument spreadsheet; save the sheet as CSV UTF-8" }
    if bytes.holds("opendocument.") || bytes.holds("word/") { return "is a text document" + needed }
    if bytes.holds("ppt/") { return "is a presentation" + needed }
    if bytes.holds("Index/Document.iwa") { return "is a Numbers spreadsheet; export it as CSV UTF-8" }
    if bytes.holds("[Content_Types].xml") || bytes.holds("xl/") || bytes.holds("_rels/.rels") { return workbook }
    let entry = firstEntry(bytes).map { " with \($0)" } ?? ""
    return "is a zip archive\(entry); unpack it first, with unzip FILE"
  }

  private static func firstEntry(_ bytes: [UInt8]) -> String? {
    guard bytes.count > 30 else { return nil }
    let name = bytes[30...].prefix(Int(bytes[26]) | Int(bytes[27]) << 8)
    guard (1...80).contains(name.count), name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// A browser saves a page when a login has expired; some programs give a table in a page the name .xls.
  private static func page(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes.prefix(256), as: UTF8.self).drop { $0.isWhitespace }.lowercased()
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<table") {
      return "is a web page (HTML)" + needed
    }
    return text.hasPrefix("<?xml") ? "is XML" + needed : nil
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: String) -> Bool {
    let part = Array(part.utf8)
    guard count >= part.count else { return false }
    return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
