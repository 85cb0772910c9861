import Testing

@testable import SalesSources

@Suite struct ForeignFileTests {
  /// A zip archive's first entry.
  static func zip(_ name: String, _ content: String = "") -> [UInt8] {
    [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0] + Array(repeating: 0, count: 12)
      + [UInt8(name.utf8.count), 0, 0, 0] + Array((name + content).utf8) + [0, 1, 2, 0xFF]
  }

  static func tar() -> [UInt8] {
    Array("sales.csv".utf8) + Array(repeating: 0, count: 248) + Array("ustar".utf8) + Array(repeating: 0, count: 250)
  }

  static let noise: [UInt8] = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }

  static let files: [(bytes: [UInt8], words: String)] = [
    (zip("[Content_Types].xml"), "is an Excel workbook; save the sheet as CSV UTF-8"),
    (zip("xl/workbook.xml"), "is an Excel workbook; save the sheet as CSV UTF-8"),
    (
      [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0] + Array("[Content_Types].xml".utf8),
      "is an Excel workbook"
    ),
    (
      zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      "is an OpenDocument spreadsheet; save the sheet"
    ),
    (zip("mimetype", "application/vnd.oasis.opendocument.text"), "is a text document"),
    (zip("word/document.xml"), "is a text document"), (zip("ppt/slides"), "is a presentation"),
    (zip("Index/Document.iwa"), "is a Numbers spreadsheet; export it as CSV UTF-8"),
    (zip("sales.csv"), "is a zip archive with sales.csv; unpack it first"),
    (zip("sal\u{1B}[31m.csv"), "is a zip archive; unpack it first"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1] + noise, "is an old Excel workbook (.xls); save the sheet as CSV UTF-8"),
    (Array("%PDF-1.7\n".utf8) + noise, "is a PDF"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A] + noise, "is a picture"),
    ([0xFF, 0xD8, 0xFF, 0xE0] + noise, "is a picture"), (Array("GIF89a".utf8) + noise, "is a picture"),
    (Array("PAR1".utf8) + noise, "is a Parquet file"), (Array("ORC".utf8) + noise, "is an ORC file"),
    (Array("ARROW1".utf8) + noise, "is an Arrow file"),
    (Array("SQLite format 3\0".utf8) + noise, "is an SQLite database"),
    (Array("Obj\u{1}".utf8) + noise, "is an Avro file"),
    ([0x28, 0xB5, 0x2F, 0xFD] + noise, "is compressed by zstd"),
    (Array("BZh91AY&SY".utf8) + noise, "is compressed by bzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0] + noise, "is compressed by xz"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C] + noise, "is a 7z archive"),
    (Array("Rar!\u{1A}\u{7}".utf8), "is a RAR archive"),
    (tar(), "is a tar archive"), (noise, "is binary, not text"), ([0, 1, 2, 3, 4], "is binary, not text"),
    (Array("\n <!DOCTYPE HTML><html>".utf8), "is a web page (HTML)"), (Array("<?xml version".utf8), "is XML"),
  ]

  @Test("what is no text is named, with the way to text, and shows none of its bytes", arguments: files)
  func named(bytes: [UInt8], words: String) async throws {
    for sizes in cuts(bytes.count, seed: 1) {
      await #expect { try await TextInputTests.read(bytes, sizes: sizes) } throws: { error in
        guard let message = (error as? ImportProblem)?.message else { return false }
        return message.hasPrefix(words) && message.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      }
    }
  }

  @Test("the same within gzip", arguments: files)
  func packed(bytes: [UInt8], words: String) async throws {
    let packed = try TextInputTests.gzip(bytes)
    await #expect { try await TextInputTests.read(packed) } throws: { error in
      (error as? ImportProblem)?.message.hasPrefix(words) == true
    }
  }

  @Test("gzip within gzip is told")
  func twice() async throws {
    let packed = try TextInputTests.gzip(try TextInputTests.gzip(Array("a,b\n".utf8)))
    await #expect(throws: ImportProblem("is compressed twice; unpack it once, with gzip -dc FILE")) {
      try await TextInputTests.read(packed)
    }
  }

  @Test(
    "text that begins like something else is text",
    arguments: [
      "PAR1,PAR2\n1,2\n", "ORC,x\n", "GIF87,b\n", "PK,amount\n", "", "a", "id,name\n1,La\0mp\n", "a\u{C}b\u{1A}",
      "id,name\n1,La\u{1}m\u{2}p\n",
    ])
  func text(_ text: String) async throws {
    #expect(try await TextInputTests.read(Array(text.utf8)).text == text)
  }
}
