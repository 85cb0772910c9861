import Foundation
import Testing
import TextUI

/// Keys typed into the real dashboard in a real terminal, and the screen read back.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashKeysTests {
  static let month = "--period 2026-01-01..2026-02-01"

  /// A dashboard on January, opened.
  private func january(_ body: (Terminal) async throws -> Void) async throws {
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.dash(Self.month)
      try await terminal.see("SALES 11,819", "qQuit")
      try await body(terminal)
    }
  }

  @Test("it opens at 80×24 with every panel whole")
  func opens() async throws {
    try await january { terminal in
      let screen = try await terminal.see("Espresso Pro", "DACH", "US East")
      #expect(screen.rows.count == 24)
      #expect(screen.openBorders.isEmpty, "\(screen.openBorders)")
      #expect(screen.rightEdges == [79])
      #expect(screen.rows.allSatisfy { $0.width <= 80 })
      #expect(screen.rows[0].text.contains("SALESTOP"))
      #expect(screen.rows[1].text.contains("2026-01-01"))
      #expect(screen.rows[23].text.contains("?Help"))
    }
  }

  @Test("r picks a region by typing, Enter filters, Esc takes it back, \\ clears all")
  func regions() async throws {
    try await january { terminal in
      try await terminal.press("r")
      let picker = try await terminal.see("All regions", "EnterApply")
      #expect(picker.text.contains("DACH"))
      try await terminal.type("dac")
      try await terminal.see("/ dac") { $0.text.contains("dac") && $0.text.contains("▸  DACH") }
      try await terminal.press("Enter")
      let filtered = try await terminal.see("r DACH", "SALES 1,180", "11% of revenue", without: ["EnterApply"])
      #expect(filtered.openBorders.isEmpty, "\(filtered.openBorders)")
      try await terminal.press("Escape")
      try await terminal.see("r all", "SALES 11,819", without: ["% of revenue"])
      try await terminal.press("r")
      try await terminal.see("EnterApply")
      try await terminal.press("Down", "Tab", "Down", "Tab", "Enter")
      let two = try await terminal.see("% of revenue", without: ["EnterApply", "SALES 11,819"])
      #expect((two.count("SALES") ?? 0) > 1180)
      try await terminal.press("\\")
      try await terminal.see("r all", "p all", "SALES 11,819")
    }
  }

  @Test("Esc in a picker changes nothing")
  func cancel() async throws {
    try await january { terminal in
      try await terminal.press("p")
      try await terminal.see("All products")
      try await terminal.type("yoga")
      try await terminal.see("/ yoga", "Yoga Mat", without: ["All products"])
      try await terminal.press("Escape")
      try await terminal.see("SALES 11,819", "p all", without: ["/ yoga"])
    }
  }

  @Test("p and Ctrl-X leave a product out")
  func exclude() async throws {
    try await january { terminal in
      try await terminal.press("p")
      try await terminal.see("All products")
      try await terminal.type("espresso pro")
      try await terminal.see("▸  Espresso Pro")
      try await terminal.press("C-x", "Enter")
      let screen = try await terminal.see("p ¬Espresso Pro", "66% of revenue", without: ["EnterApply", "SALES 11,819"])
      let shown = try await terminal.salestop.must(
        "query", "--not-product", "Espresso Pro", "--format", "csv"
      ).output.split(separator: "\r\n")
      #expect(screen.count("SALES").map(String.init) == shown.last?.split(separator: ",").first.map(String.init))
      // The list of products has one less.
      #expect(!screen.rows[16...].contains { $0.text.contains("Espresso Pro") }, "\(screen.text)")
    }
  }

  @Test("t and a typed span show that period")
  func period() async throws {
    try await Terminal.with(try await Fixtures.recent.value) { terminal in
      try await terminal.dash()
      let hour = try await terminal.see("Last 1h", "Espresso") { $0.count("SALES") != nil && $0.text.contains("qQuit") }
      try await terminal.press("t")
      try await terminal.see("Last 15m", "EnterApply")
      try await terminal.type("7d")
      try await terminal.see("/ 7d")
      try await terminal.press("Enter")
      let week = try await terminal.see("Last 7d", "vs prev 7d", without: ["EnterApply", "loading"])
      #expect((40...75).contains(hour.count("SALES") ?? 0))
      let sales = try await terminal.see("a week's sales") { ($0.count("SALES") ?? 0) > 11_000 }
      #expect((sales.count("SALES") ?? 0) < 12_500)
      #expect(week.openBorders.isEmpty)
      try await terminal.press("t")
      try await terminal.see("EnterApply")
      try await terminal.type("7 parsecs")
      try await terminal.press("Enter")
      try await terminal.see("parsecs", "EnterApply")
      try await terminal.press("Escape")
      try await terminal.see("Last 7d", without: ["parsecs"])
    }
  }

  @Test("? shows the keys and closes them")
  func help() async throws {
    try await january { terminal in
      try await terminal.press("?")
      try await terminal.see("─ Keys ─", "pick regions")
      try await terminal.press("?")
      let screen = try await terminal.see("SALES 11,819", "Espresso Pro", without: ["─ Keys ─"])
      #expect(screen.openBorders.isEmpty)
    }
  }

  @Test("z shows the focused panel alone and brings the others back")
  func maximise() async throws {
    try await january { terminal in
      try await terminal.press("z")
      let alone = try await terminal.see("Revenue/", without: ["Top products"])
      #expect(alone.openBorders.isEmpty, "\(alone.openBorders)")
      try await terminal.press("z")
      try await terminal.see("Revenue/", "Top products", "Regions")
    }
  }

  @Test("Space pauses and goes on")
  func pause() async throws {
    try await january { terminal in
      try await terminal.press("Space")
      // The state it shows then does not matter here: this store's consumer ended a while ago.
      try await terminal.see("SpaceResume")
      try await terminal.press("Space")
      try await terminal.see("SpacePause", without: ["PAUSED"])
    }
  }

  @Test("Tab, an arrow and Enter filter by the selected row")
  func row() async throws {
    try await january { terminal in
      try await terminal.press("Tab")
      try await terminal.see("a row is selected") { $0.text.contains("│▸") }
      try await terminal.press("Down")
      let selected = try await terminal.see("the second row is selected") { screen in
        screen.rows.contains { $0.text.hasPrefix("│▸US West") }
      }
      #expect(selected.text.contains("EnterFilter"))
      try await terminal.press("Enter")
      let screen = try await terminal.see("r US West", "% of revenue", without: ["SALES 11,819"])
      let query = try await terminal.salestop.must("query", "--region", "US West", "--format", "csv").output
      let sales = query.split(separator: "\r\n").last?.split(separator: ",").first.map(String.init)
      #expect(screen.count("SALES").map(String.init) == sales)
    }
  }

  @Test("x writes what is shown, and shows where; its revenue is the one on the screen", .needs(.python3))
  func export() async throws {
    try await january { terminal in
      try await terminal.press("r")
      try await terminal.see("EnterApply")
      try await terminal.type("japan")
      try await terminal.see("▸  Japan")
      try await terminal.press("Enter")
      let shown = try await terminal.see("r Japan", "% of revenue", without: ["EnterApply", "SALES 11,819"])
      try await terminal.press("x")
      let name = try await terminal.told("where") {
        $0.firstMatch(of: /Exported [^\u{1B}]*(salestop-\d{8}-\d{6}\.csv)/)?.1
      }
      let sums = try await Python.run(
        """
        import csv, decimal, sys
        rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))
        assert {row['region'] for row in rows} == {'Japan'}
        revenue = sum(decimal.Decimal(row['revenue']) for row in rows)
        print(sum(int(row['sales']) for row in rows), f'{revenue:,.2f}')
        """, terminal.salestop.work + "/" + name)
      let sales = try #require(shown.count("SALES"))
      let revenue = try #require(shown.figure("REVENUE"))
      #expect(sums == "\(sales) \(revenue)\n")
    }
  }
}
