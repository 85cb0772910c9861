import CZlib
import Foundation
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

@Suite struct TextInputTests {
  struct Reading {
    var text: String
    var bytes: [UInt8]
    var detail: String
    /// The problem that ended it.
    var problem: String?
    var broken: String?
  }

  /// Opens bytes and reads them to the end.
  static func read(_ bytes: [UInt8], encoding: String? = nil, sizes: [Int] = [1 << 20]) async throws -> Reading {
    let text = try await TextInput.open(chunkedInput(bytes, sizes), encoding: encoding)
    var all: [UInt8] = []
    var problem: String?
    do {
      while case let chunk = try await text.input.next(), !chunk.isEmpty { all += chunk }
    } catch let error as ImportProblem {
      problem = error.message
    }
    let broken = await text.encodingProblem
    return Reading(
      text: String(decoding: all, as: UTF8.self), bytes: all, detail: text.detail, problem: problem, broken: broken)
  }

  static func bytes(_ hex: String) -> [UInt8] {
    var digits = hex[...]
    var bytes: [UInt8] = []
    while let byte = UInt8(digits.prefix(2), radix: 16) {
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    return bytes
  }

  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let file = gzopen(folder.file("x.gz"), "wb9")
    _ = bytes.withUnsafeBytes { gzwrite(file, $0.baseAddress, UInt32($0.count)) }
    #expect(gzclose(file) == Z_OK)
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("x.gz"))))
  }

  /// Texts as another implementation has encoded them.
  static let encodings: [(name: String, hex: String, text: String)] = [
    (
      "windows-1252", "69643b507265697320803b4be4756665720a313b322c35303b5a6feb20935a940a",
      "id;Preis €;Käufer\n1;2,50;Zoë “Z”\n"
    ),
    ("cp1252", "69643b4e616d650a313b6e61ef766596636166e90a", "id;Name\n1;naïve–café\n"),
    ("latin1", "69643b4772f6df650a313bdc6265726772f6df650a", "id;Größe\n1;Übergröße\n"),
    ("iso-8859-15", "69643ba40a313bbc757672650a", "id;€\n1;Œuvre\n"),
    ("windows-1250", "69643b6ee17a65760a313b9e6c759d6f75e86bfd206bf9f20a", "id;název\n1;žluťoučký kůň\n"),
    ("windows-1251", "e8e43bf2eee2e0f00a313bcbe0ecefe00a", "ид;товар\n1;Лампа\n"),
    ("koi8-r", "c9c43bd4cfd7c1d20a313becc1cdd0c10a", "ид;товар\n1;Лампа\n"),
    ("shift_jis", "93fa95742c8be08a7a0a312c838983938376955c835c0a", "日付,金額\n1,ランプ表ソ\n"),
    ("cp932", "93fa95742c8be08a7a0a312c87408389839383760a", "日付,金額\n1,①ランプ\n"),
    ("euc-jp", "c6fcc9d52cb6e2b3db0a312ca5e9a5f3a5d70a", "日付,金額\n1,ランプ\n"),
    ("iso-2022-jp", "1b2442467c49551b28422c1b24423662335b1b28420a312c1b24422569257325571b28420a", "日付,金額\n1,ランプ\n"),
    ("big5", "a4e9b4c12caaf7c3420a312cbf4f0a", "日期,金額\n1,燈\n"),
    ("gb18030", "c8d5c6da2cbdf0b6ee0a312cb5c69439fc360a", "日期,金额\n1,灯😀\n"),
    ("euc-kr", "b3afc2a52cb1ddbed70a312cb7a5c7c10a", "날짜,금액\n1,램프\n"),
    ("windows-1253", "e7ec2cf0eff3fc0a312ccbdcecf0e10a", "ημ,ποσό\n1,Λάμπα\n"),
    ("utf-16le", "690064002c006e0061006d0065000a0031002c004c00e4006d00700020003dd800de0a00", "id,name\n1,Lämp 😀\n"),
    ("utf-16be", "00690064002c006e0061006d0065000a0031002c30e930f330d7000a", "id,name\n1,ランプ\n"),
    (
      "utf-32le", "69000000640000002c0000006e000000610000006d000000650000000a000000310000002c00000000f601000a000000",
      "id,name\n1,😀\n"
    ),
    ("cp437", "69643b4b8473650a313b477294e1650a", "id;Käse\n1;Größe\n"),
    ("macintosh", "69643b4b8a73650a313b47729aa7650a", "id;Käse\n1;Größe\n"),
  ]

  @Test("text of any encoding that is named is read, however the bytes come", arguments: encodings)
  func named(name: String, hex: String, text: String) async throws {
    let bytes = Self.bytes(hex)
    for sizes in cuts(bytes.count, seed: 1) {
      let read = try await Self.read(bytes, encoding: name, sizes: sizes)
      #expect(read.text == text)
      #expect(read.detail == name)
      #expect(read.broken == nil)
    }
  }

  static let sample = "id,name\n1,Lämp 😀 漢\n2,x\n"

  static func wide(_ text: String, order: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return order ? bytes : bytes.reversed()
    }
  }

  static func widest(_ text: String, order: Bool) -> [UInt8] {
    ([0xFEFF] + text.unicodeScalars.map(\.value)).flatMap { scalar in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar >> (8 * $0)) }
      return order ? bytes : bytes.reversed()
    }
  }

  static let unnamed: [(bytes: [UInt8], detail: String)] = [
    (Array(sample.utf8), ""), ([0xEF, 0xBB, 0xBF] + Array(sample.utf8), ""),
    (wide(sample, order: true, mark: true), "UTF-16LE"), (wide(sample, order: false, mark: true), "UTF-16BE"),
    (wide(sample, order: true, mark: false), "UTF-16LE"), (wide(sample, order: false, mark: false), "UTF-16BE"),
    (widest(sample, order: true), "UTF-32LE"), (widest(sample, order: false), "UTF-32BE"),
  ]

  @Test("the encodings that tell themselves are found, compressed or not", arguments: unnamed)
  func found(bytes: [UInt8], detail: String) async throws {
    let packed = try Self.gzip(bytes)
    for sizes in cuts(packed.count, seed: 2) {
      let plain = try await Self.read(bytes, sizes: sizes)
      #expect(plain.text == Self.sample)
      #expect(plain.detail == detail)
      let unpacked = try await Self.read(packed, sizes: sizes)
      #expect(unpacked.text == Self.sample)
      #expect(unpacked.detail == (detail.isEmpty ? "gzip" : "gzip, \(detail)"))
    }
  }

  @Test("UTF-16 of scripts with few zero bytes is found as well", arguments: [true, false])
  func japanese(order: Bool) async throws {
    let text = "日付,金額,商品\r\n2026/11/20,100,一番のランプ\r\n"
    #expect(try await Self.read(Self.wide(text, order: order, mark: false)).text == text)
    #expect(try await Self.read(Self.wide(text, order: order, mark: false), encoding: "UTF-16").text == text)
  }

  @Test("a mark counts more than the encoding that is named, and that is said")
  func marked() async throws {
    let utf8 = try await Self.read([0xEF, 0xBB, 0xBF] + Array("é".utf8), encoding: "windows-1252")
    #expect(utf8.text == "é")
    #expect(utf8.detail == "UTF-8 by its byte order mark, not windows-1252")
    let utf16 = try await Self.read(Self.wide("é", order: false, mark: true), encoding: "utf-16le")
    #expect(utf16.text == "é")
    #expect(utf16.detail == "UTF-16BE by its byte order mark, not utf-16le")
    #expect(try await Self.read(Self.wide("é", order: false, mark: true), encoding: "UTF-16BE").detail == "UTF-16BE")
  }

  @Test("an encoding that the bytes disprove is refused")
  func disproved() async throws {
    await #expect(throws: ImportProblem("is UTF-16LE, not latin1; leave --encoding out")) {
      try await Self.read(Self.wide("id,name\n", order: true, mark: false), encoding: "latin1")
    }
  }

  @Test("an unknown encoding is told with known ones", arguments: ["klingon", "", "latin1//IGNORE", "a b"])
  func unknown(name: String) async throws {
    let message =
      "--encoding: \"\(name)\" is not an encoding that is known here; some are windows-1252, shift_jis and utf-16le"
    await #expect(throws: ImportProblem.usage(message)) { try await Self.read(Array("a".utf8), encoding: name) }
  }

  @Test(
    "the first line that is not in the encoding is told, and the bytes are passed on so that they are seen",
    arguments: [
      (
        "id\n1\r\n2\r", "caf\u{E9}\n", nil,
        "line 4 is not UTF-8; name its encoding, for example with --encoding windows-1252"
      ),
      ("id\nx", "\u{C3}", nil, "line 2 is not UTF-8; name its encoding, for example with --encoding windows-1252"),
      (
        "", "\u{FF}\u{C0}a", nil,
        "line 1 is not UTF-8; name its encoding, for example with --encoding windows-1252"
      ),
      ("id\n\n", "a\u{83}\n", "shift_jis", "line 3 is not shift_jis"),
      ("id\n", "\u{81}", "windows-1252", "line 2 is not windows-1252"),
      ("id\n", "x\u{83}", "shift_jis", "line 2 is not shift_jis"),
    ] as [(String, String, String?, String)])
  func broken(before: String, latin: String, encoding: String?, message: String) async throws {
    let bytes = Array(before.utf8) + latin.unicodeScalars.map { UInt8($0.value) }
    for sizes in cuts(bytes.count, seed: 3) {
      let read = try await Self.read(bytes, encoding: encoding, sizes: sizes)
      #expect(read.broken == message)
      #expect(String(validating: read.bytes, as: UTF8.self) == nil)
      if encoding == nil { #expect(read.bytes == bytes) }
    }
  }

  @Test("half a character at the end of UTF-16 is told")
  func half() async throws {
    let bytes = Self.wide("id,name\n1,x\n2", order: true, mark: false) + [0x61]
    for sizes in cuts(bytes.count, seed: 4) {
      let read = try await Self.read(bytes, sizes: sizes)
      #expect(read.bytes == Array("id,name\n1,x\n2".utf8) + [TextConverter.broken])
      #expect(read.broken == "line 3 is not UTF-16LE")
    }
  }

  static let ending = "is compressed and ends in the middle"

  @Test("a compressed file cut at any place gives what is there, and then the problem")
  func cut() async throws {
    var random = SeededGenerator(seed: 5)
    let text = (0..<40).map { "\($0),\(Int.random(in: 0...9999, using: &random))\n" }.joined()
    let first = try Self.gzip(Array(text.utf8))
    let packed = first + (try Self.gzip(Array("last\n".utf8)))
    var longest = 0
    for end in 2..<packed.count where end != first.count {
      let read = try await Self.read(Array(packed[..<end]), sizes: [7])
      #expect(read.problem?.hasPrefix(Self.ending + ": it was cut off") == true)
      #expect((text + "last\n").hasPrefix(read.text))
      #expect(read.text.utf8.count >= longest)
      longest = read.text.utf8.count
    }
    #expect(longest == text.utf8.count + 5)
    for sizes in cuts(packed.count, seed: 6) {
      let read = try await Self.read(packed + [0, 0, 0], sizes: sizes)
      #expect(read.text == text + "last\n")
      #expect(read.problem == nil)
    }
    #expect(try await Self.read(first).text == text)
  }

  @Test("a compressed file with any byte damaged never gives other text without a word", arguments: [1, 1000])
  func damaged(size: Int) async throws {
    let text = (0..<40).map { "\($0),\($0 * $0)\n" }.joined()
    let packed = try Self.gzip(Array(text.utf8))
    for index in 10..<packed.count {
      var broken = packed
      broken[index] ^= 0x55
      let read = try await Self.read(broken, sizes: [size])
      #expect(read.problem?.hasPrefix(Self.ending) == true)
    }
    let read = try await Self.read(packed + Array("rubbish".utf8), sizes: [size])
    #expect(read.text == text)
    #expect(read.problem?.hasPrefix(Self.ending + ": what follows is damaged") == true)
  }

  @Test("text that fills many chunks comes through gzip whole, in chunks of bounded size")
  func large() async throws {
    let bytes = Array(repeating: Array("2026-11-20,1.00,Lamp,UK\n".utf8), count: 200_000).flatMap { $0 }
    let text = try await TextInput.open(chunkedInput(try Self.gzip(bytes), [5000]), encoding: nil)
    var all: [UInt8] = []
    while case let chunk = try await text.input.next(), !chunk.isEmpty {
      #expect(chunk.count <= ImportInput.chunkSize)
      all += chunk
    }
    #expect(all == bytes)
  }

  @Test("a pipe's first line is given before more is waited for")
  func live() async throws {
    let line = Array("time,amount,product,region\n".utf8)
    let input = ImportInput(name: "pipe", size: nil) { [chunks = Chunks([line])] in try await chunks.next() }
    #expect(try await TextInput.open(input, encoding: nil).input.next() == line)
  }
}
