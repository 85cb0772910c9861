import Foundation
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct OnceTests {
  @Test("a frame is as wide and as tall as asked", arguments: ["80x24", "120x40", "200x60", "40x12", "20x5", "1x1"])
  func size(_ size: String) async throws {
    let salestop = try await Fixtures.january.value
    let parts = size.split(separator: "x").compactMap { Int($0) }
    let outcome = try await salestop.must("dash", "--once", "--size", size, "--period", "2026-01-01..2026-02-01")
    #expect(outcome.error.isEmpty)
    #expect(outcome.output.hasSuffix("\n"))
    let screen = ScreenText(String(outcome.output.dropLast()))
    #expect(screen.rows.count == parts[1])
    #expect(screen.rows.map(\.width).max() == parts[0] || parts[0] < 60)
    #expect(screen.rows.allSatisfy { $0.width <= parts[0] })
    #expect(!outcome.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    if parts[0] >= 80 {
      #expect(screen.openBorders.isEmpty, "\(screen.openBorders)")
      #expect(screen.text.contains("11,819"))
    }
  }

  @Test("flags show what keys would")
  func flags() async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.must(
      "dash", "--once", "--size", "80x24", "--period", "2026-01-01..2026-02-01", "--region", "DACH", "--compare", "none"
    )
    #expect(outcome.output.contains("r DACH"))
    #expect(outcome.output.contains("SALES 1,180"))
    #expect(outcome.output.contains("11% of revenue"))
  }

  @Test("without a period it begins at the newest sales where the usual one has none, and says so in one line")
  func newest() async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.must("dash", "--once", "--size", "80x24")
    #expect(outcome.output.contains(/t 2026-01-31 \d\d:\d\d –/), "\(outcome.output)")
    #expect(outcome.output.contains("Last 1h has no sales: here are the newest") && outcome.error.isEmpty)
    #expect(!outcome.output.contains("SALES 0 ") && outcome.output.split(separator: "\n").count == 24)
    let asked = try await salestop.must("dash", "--once", "--size", "80x24", "--period", "1h").output
    #expect(asked.contains("t Last 1h") && asked.contains("SALES 0 ") && !asked.contains("here are the newest"))
  }

  @Test("an SVG is well-formed XML of the same cells", .needs(.python3))
  func svg() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let outcome = try await salestop.must(
      "dash", "--once", "--format", "svg", "--size", "80x24", "--period", "2026-01-01..2026-02-01")
    let path = try salestop.file("frame.svg", outcome.data)
    let seen = try await Python.run(
      """
      import sys, xml.etree.ElementTree as tree
      root = tree.parse(sys.argv[1]).getroot()
      print(root.tag)
      print(''.join(root.itertext()))
      """, path)
    #expect(seen.hasPrefix("{http://www.w3.org/2000/svg}svg\n"))
    #expect(seen.contains("11,819"))
    #expect(seen.contains("Espresso"))
  }

  @Test("without a terminal the dashboard says what to do instead and ends with 64")
  func noTerminal() async throws {
    let outcome = try await Fixtures.january.value.run("dash")
    #expect(outcome.code == 64, "\(outcome)")
    #expect(outcome.error.contains("--once"))
  }
}
