import SalesCore
import TestSupport
import Testing

@testable import SalesMongo

@Suite struct BSONTests {
  private let document = BSON { document in
    document.add("text", "a\u{0}b ☕")
    document.add("long", Int64.min)
    document.add("short", Int32(-7))
    document.add("half", 0.5)
    document.add("yes", true)
    document.add("time", Timestamp(milliseconds: -1))
    document.add("bytes", binary: [0, 255])
    document.add("inner") { $0.add("long", 1 as Int64) }
    document.add("list", eachOf: [1, 2, 3] as [Int64]) { $0.add("n", $1) }
    document.add("texts", texts: ["x", "y"])
  }

  @Test("fields are read in any order and come back as they were written")
  func roundTrip() {
    document.read { view in
      var view = view
      #expect(view.text("text") == "a\u{0}b ☕")
      #expect(view.time("time") == Timestamp(milliseconds: -1))
      #expect(view.integer("short") == -7)
      #expect(view.integer("long") == .min)
      #expect(view.number("half") == 0.5 && view.number("short") == -7)
      #expect(view.binary("bytes").map { Array($0) } == [0, 255])
      var inner = view.document("inner")
      #expect(inner?.integer("long") == 1)
      var list: [Int64] = []
      let isWhole = view.each("list") { element in
        list.append(element.integer("n") ?? 0)
        return true
      }
      #expect(isWhole && list == [1, 2, 3])
    }
  }

  @Test("a field that is missing or of another type is not there")
  func otherTypes() {
    document.read { view in
      var view = view
      #expect(view.text("nobody") == nil && view.text("long") == nil && view.integer("text") == nil)
      #expect(view.integer("half") == nil && view.time("long") == nil && view.binary("text") == nil)
      #expect(view.document("list") == nil && view.rawText("inner") == nil)
      #expect(!view.each("texts") { _ in true } && !view.each("inner") { _ in true })
      #expect(view.has("yes") && !view.has("ye"))
    }
  }

  @Test("a time out of the years 1 to 9999 is none")
  func strangeTimes() {
    for milliseconds in [
      Int64.min, .max, Timestamp.distantPast.milliseconds - 1, Timestamp.distantFuture.milliseconds + 1,
    ] {
      BSON { $0.add("time", Timestamp(milliseconds: milliseconds)) }.read { view in
        var view = view
        #expect(view.time("time") == nil)
      }
    }
  }

  @Test("damaged bytes are read without harm", arguments: 0..<20)
  func damage(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = document.bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0 ... .max, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0...8, using: &generator))
      bytes.withUnsafeBytes { bytes in
        guard var view = BSONView(bytes) else { return }
        _ = (view.text("text"), view.integer("long"), view.number("half"), view.time("time"), view.binary("bytes"))
        _ = (view.document("inner")?.bytes.count, view.has("nobody"), view.rawElement("texts")?.count)
        _ = view.each("list") { $0.integer("n") != nil }
      }
    }
  }
}
