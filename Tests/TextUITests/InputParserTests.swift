import Testing

@testable import TextUI

@Suite struct InputParserTests {
  private func parse(_ text: String, keys: [[UInt8]: Key] = [:]) -> [InputParser.Input] {
    var parser = InputParser(keys: keys)
    return parser.feed(text.utf8) + parser.flush()
  }

  @Test(
    "keys as terminals send them",
    arguments: [
      ("x", Key.character("x")), ("é", .character("é")), ("咖", .character("咖")), ("\u{1B}", .escape),
      ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{08}", .backspace),
      ("\u{0C}", .control("l")), ("\u{0}", .control(" ")), ("\u{1C}", .control("\\")), ("\u{1B}[A", .up),
      ("\u{1B}OA", .up), ("\u{1B}[1;2C", .right), ("\u{1B}[1;5C", .controlRight),
      ("\u{1B}[1;5D", .controlLeft), ("\u{1B}[1;3D", .controlLeft), ("\u{1B}Od", .controlLeft), ("\u{1B}[1;5A", .up),
      ("\u{1B}[Z", .backTab), ("\u{1B}[H", .home),
      ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[4~", .end), ("\u{1B}OF", .end), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[3~", .delete), ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)),
      ("\u{1B}[[A", .function(1)), ("\u{1B}[[E", .function(5)), ("\u{1B}[15~", .function(5)),
      ("\u{1B}[24~", .function(12)),
    ])
  func keys(bytes: String, key: Key) {
    #expect(parse(bytes) == [.event(.key(key))])
  }

  @Test("a sequence may come in any pieces")
  func pieces() {
    let bytes = Array("a\u{1B}[5~é\u{1B}[<0;3;4M\u{1B}[200~hi\u{1B}[201~\u{1B}OP".utf8)
    let whole = parse(String(decoding: bytes, as: UTF8.self))
    var parser = InputParser()
    #expect(bytes.flatMap { parser.feed([$0]) } == whole)
    #expect(whole.count == 6)
  }

  @Test("a lone Esc waits for more and is the key when none comes")
  func loneEscape() {
    var parser = InputParser()
    #expect(parser.feed([0x1B]) == [])
    #expect(parser.isWaiting)
    #expect(parser.flush() == [.event(.key(.escape))])
    #expect(!parser.isWaiting)
  }

  @Test("Esc and a letter typed fast are two keys")
  func escapeLetter() {
    #expect(parse("\u{1B}q") == [.event(.key(.escape)), .event(.key(.character("q")))])
    #expect(parse("\u{1B}\u{1B}[A") == [.event(.key(.escape)), .event(.key(.up))])
  }

  @Test("mouse reports become events; other buttons mean nothing")
  func mouse() {
    func event(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int) -> InputParser.Input {
      .event(.mouse(MouseEvent(kind, at: Point(x: x, y: y))))
    }
    #expect(parse("\u{1B}[<0;1;1M") == [event(.press, 0, 0)])
    #expect(parse("\u{1B}[<0;120;40m") == [event(.release, 119, 39)])
    #expect(parse("\u{1B}[<32;5;6M") == [event(.drag, 4, 5)])
    #expect(parse("\u{1B}[<64;5;6M\u{1B}[<65;5;6M") == [event(.wheelUp, 4, 5), event(.wheelDown, 4, 5)])
    #expect(parse("\u{1B}[<16;5;6M") == [event(.press, 4, 5)])
    #expect(parse("\u{1B}[<2;5;6M\u{1B}[<35;5;6M\u{1B}[<0;5M") == [])
  }

  @Test("a paste is one event, whatever it holds")
  func paste() {
    #expect(
      parse("\u{1B}[200~q\u{1B}[A\r\nx\ry\u{1B}[201~z")
        == [.event(.paste("q\u{1B}[A\nx\ny")), .event(.key(.character("z")))])
  }

  @Test("answers to questions are told from keys")
  func answers() {
    #expect(parse("\u{1B}]11;rgb:1010/1212/1616\u{1B}\\") == [.background(0x101216)])
    #expect(parse("\u{1B}]11;rgb:ff/ff/ff\u{07}") == [.background(0xFFFFFF)])
    #expect(parse("\u{1B}[1;8R") == [.cursor(row: 1, column: 8)])
    #expect(parse("\u{1B}[?62;22c") == [.attributes])
    #expect(parse("\u{1B}]11;?bad\u{07}\u{1B}P1$r\u{1B}\\") == [])
  }

  @Test("the terminal's own description comes first")
  func terminfo() {
    #expect(parse("\u{1B}[9Z", keys: [Array("\u{1B}[9Z".utf8): .function(7)]) == [.event(.key(.function(7)))])
  }

  @Test("garbage makes no endless wait and no crash")
  func garbage() {
    var state: UInt64 = 7
    for _ in 0..<2000 {
      var parser = InputParser()
      var bytes: [UInt8] = []
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(
          [0x1B, 0x5B, 0x4F, 0x5D, 0x3B, 0x31, 0x7E, 0x4D, 0x3C, 0xC3, 0xFF, UInt8(state >> 56)][Int(state >> 33) % 12])
      }
      _ = parser.feed(bytes)
      for _ in 0..<16 { _ = parser.flush() }
      #expect(!parser.isWaiting)
    }
  }
}
