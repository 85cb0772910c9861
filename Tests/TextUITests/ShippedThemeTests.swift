import ConfigText
import Foundation
import Testing

@testable import TextUI

/// The eight themes in `Themes/`.
@Suite struct ShippedThemeTests {
  static let names = [
    "auto-dark", "auto-light", "colour-safe", "gruvbox", "high-contrast", "mono", "nord", "solarized",
  ]

  private static let folder: URL = {
    let root = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in path.deletingLastPathComponent() }
    return root.appending(path: "Themes").resolvingSymlinksInPath()
  }()

  private static let library = ThemeLibrary { name in
    let file = folder.appending(path: "\(name).toml")
    return try (file.lastPathComponent, String(contentsOf: file, encoding: .utf8))
  }

  @Test("they are eight")
  func all() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.sorted() == Self.names.map { "\($0).toml" })
  }

  @Test("a check has nothing to remark on", arguments: names)
  func clean(name: String) throws {
    let toml = try String(contentsOf: Self.folder.appending(path: "\(name).toml"), encoding: .utf8)
    let problems = Theme.check(toml: toml, file: "\(name).toml") { try Self.library.theme(named: $0) }
    #expect(problems.map(\.description) == [])
    #expect(try Self.library.theme(named: name).name == name)
  }

  /// WCAG asks 3:1 of signs that carry meaning.
  @Test("lines, bars and edges of what is focused stand out from the background", arguments: names)
  func lines(name: String) throws {
    let theme = try Self.library.theme(named: name)
    let roles: [Role] =
      [.chartLine, .chartGhost, .chartPartial, .chartCursor, .bar, .borderFocused] + (0..<8).map { .series($0) }
    for role in roles {
      let colour = try #require(theme.entry(role).foreground)
      for depth in [ColourDepth.truecolor, .ansi256] {
        let ratio = colour.looks(at: depth).contrast(with: theme.background.looks(at: depth))
        #expect(ratio >= 3, "\(role.scope) at \(depth): \(ratio)")
      }
    }
  }

  @Test("each step of heat has a colour of its own in 256 colours too, and the scale runs one way", arguments: names)
  func heat(name: String) throws {
    let theme = try Self.library.theme(named: name)
    let steps = try (0..<Role.heatCount).map { try #require(theme.entry(.heat($0)).background) }
    for depth in [ColourDepth.truecolor, .ansi256] {
      let looks = steps.map { $0.looks(at: depth) }
      #expect(Set(looks.map(\.rgb)).count == Role.heatCount, "\(depth)")
      let rises = zip(looks, looks.dropFirst()).map { $1.luminance - $0.luminance }
      let sign = theme.variant == .light ? -1.0 : 1
      #expect(rises.allSatisfy { $0 * sign > -0.01 }, "\(depth): \(rises)")
    }
  }

  @Test("neighbouring series differ in colour at each depth, and in pattern", arguments: names)
  func series(name: String) throws {
    let theme = try Self.library.theme(named: name)
    for index in 0..<Role.seriesCount - 1 {
      let pair = try [index, index + 1].map { try #require(theme.entry(.series($0)).foreground) }
      #expect(pair[0].rgb != pair[1].rgb && pair[0].index256 != pair[1].index256)
      #expect(theme.pattern(index) != theme.pattern(index + 1))
    }
  }

  /// With 8 colours the backgrounds are the dark halves of the 16.
  @Test("a selected row stands out from the screen and from a box at each depth", arguments: names)
  func selection(name: String) throws {
    let theme = try Self.library.theme(named: name)
    let row = try #require(theme.entry(.selection).background)
    for ground in [theme.background, try #require(theme.entry(.overlay).background)] {
      #expect(row.rgb != ground.rgb)
      #expect(row.index256 != ground.index256)
      #expect(row.index16 & 7 != ground.index16 & 7)
    }
  }
}
