import Foundation
import SalesCore
import Testing
import TextUI

/// Names from outside keep the columns aligned and send nothing but text.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashNameTests {
  private static let products = [
    "咖啡机 ☕", #"\u001b]0;owned\u0007Lamp"#, #"e\u0301\u0301\u0301clair"#, #"\u009b31mRed"#, #"\u202eevil"#, "Plain Mug",
    "👩‍👩‍👧 Family", "ｆｕｌｌ", "🇩🇪 Flag ❤️ ✂︎", "한글 👍🏽 กาแฟ",
  ]
  private static let regions = ["北米", #"\u001b[31mEMEA"#, "LATAM"]

  static func shop() async throws -> Salestop {
    let salestop = try Salestop()
    let now = Timestamp(Date())
    let records = (0..<240).map { n in
      let time = (now - .seconds(n * 12)).text
      let (product, region) = (Self.products[n % Self.products.count], Self.regions[n % Self.regions.count])
      let text =
        #"{"id":"n\#(n)","time":"\#(time)","amount":\#(10 + n % 7),"product":"\#(product)","region":"\#(region)"}"#
      return Array(text.utf8)
    }
    try await DeadLetterTests.append(records, to: salestop.log)
    try await salestop.must("consume", "--drain")
    return salestop
  }

  private static func isWhole(_ edges: Set<Int>) -> Bool { edges.count == 1 && !edges.contains(-1) }

  @Test("every row ends in the same column at", arguments: [[80, 24], [120, 40], [200, 60], [100, 30]])
  func aligned(_ size: [Int]) async throws {
    let salestop = try await Self.shop()
    try await Terminal.with(salestop, columns: size[0], rows: size[1]) { terminal in
      try await terminal.dash()
      let screen = try await terminal.see("咖啡机 ☕", "北米", "240", "qQuit")
      #expect(screen.rightEdges == [size[0] - 1], "\(screen.text)")
      #expect(screen.openBorders.isEmpty, "\(screen.openBorders)\n\(screen.text)")
      #expect(screen.rows.allSatisfy { $0.width <= size[0] })
      #expect(screen.text.contains("�"))
      try await terminal.press("p")
      let picker = try await terminal.see("EnterApply", "咖啡机 ☕")
      // The widest screen has a column for it instead of an overlay.
      #expect(size[0] == 200 || Self.isWhole(picker.edges(ofOverlay: "Products")), "\(picker.text)")
      #expect(picker.rightEdges == [size[0] - 1], "\(picker.text)")
      try await terminal.press("Escape")
      try await terminal.see("qQuit", without: ["EnterApply"])
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      #expect(try await terminal.state("#{pane_title}") != "owned")
      let sent = String(decoding: terminal.sent, as: UTF8.self)
      #expect(sent.contains("咖啡机"))
      for harm in ["\u{1B}]0;owned", "\u{9B}31m", "\u{202E}", "\u{1B}[31mEMEA"] { #expect(!sent.contains(harm)) }
    }
  }

  @Test("the list and the CSV of such names are whole too")
  func elsewhere() async throws {
    let salestop = try await Self.shop()
    let table = try await salestop.must("query", "--by", "product").output
    #expect(!table.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
    let widths = Set(ScreenText(String(table.dropLast())).rows.map(\.width))
    #expect(widths.count == 1, "\(table)")
    let csv = try await salestop.must("query", "--by", "product", "--format", "csv").output
    #expect(csv.contains("\u{1B}]0;owned\u{7}Lamp,24,"))
    #expect(csv.contains("咖啡机 ☕,24,"))
    let verify = try await salestop.verify()
    #expect(verify.ok)
    #expect(verify.store.sales == 240)
  }
}
