/// The meaning of a cell. A theme turns roles into colours only when a frame is sent, so frames, tests and snapshots
/// are free of colours. Each role has a dotted scope name in themes and one letter in snapshots.
package struct Role: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  /// A number beyond the known roles becomes `text`.
  package init(rawValue: UInt8) { self.rawValue = Int(rawValue) < Role.names.count ? rawValue : 0 }

  private init(_ index: Int) { rawValue = UInt8(index) }

  package static let text = Role(0)
  package static let dim = Role(1)
  package static let title = Role(2)
  package static let accent = Role(3)
  package static let border = Role(4)
  package static let borderFocused = Role(5)
  package static let background = Role(6)
  package static let selection = Role(7)
  package static let key = Role(8)
  package static let up = Role(9)
  package static let down = Role(10)
  package static let flat = Role(11)
  package static let warning = Role(12)
  package static let error = Role(13)
  package static let good = Role(14)
  package static let quiet = Role(15)
  package static let bar = Role(16)
  package static let barTrack = Role(17)
  package static let tab = Role(18)
  package static let tabActive = Role(19)
  package static let filter = Role(20)
  package static let excluded = Role(21)
  package static let chartLine = Role(22)
  package static let chartGhost = Role(23)
  package static let chartAxis = Role(24)
  package static let chartGrid = Role(25)
  package static let chartNow = Role(26)
  package static let chartPartial = Role(27)
  package static let chartCursor = Role(28)
  package static let anomaly = Role(29)
  package static let forecast = Role(30)
  package static let overlay = Role(31)
  /// Figures: the brightest text on the screen.
  package static let number = Role(32)
  /// Column heads of tables.
  package static let header = Role(33)
  /// The filled part under a line.
  package static let chartArea = Role(34)
  /// Coast lines of a map.
  package static let coast = Role(35)

  /// Everything behind an open popup.
  package static let shadow = Role(36)

  package static let seriesCount = 8
  package static let heatCount = 8
  private static let firstSeries = 37
  private static let firstHeat = firstSeries + seriesCount

  /// The colour of the `index`-th series; they repeat after `seriesCount`.
  package static func series(_ index: Int) -> Role {
    Role(firstSeries + (index % seriesCount + seriesCount) % seriesCount)
  }

  /// A step of the heat scale, from cold 0 to hot `heatCount - 1`.
  package static func heat(_ step: Int) -> Role {
    Role(firstHeat + min(max(step, 0), heatCount - 1))
  }

  package static let all: [Role] = names.indices.map { Role($0) }

  /// The scope a theme file names it by: `ui.panel.border`.
  package var scope: String { Role.names[Int(rawValue)].scope }

  /// Its letter in snapshots.
  package var letter: Character { Role.names[Int(rawValue)].letter }

  private static let names: [(scope: String, letter: Character)] =
    [
      ("ui.text", "t"), ("ui.dim", "d"), ("ui.title", "T"), ("ui.accent", "a"), ("ui.panel.border", "b"),
      ("ui.panel.focused", "B"), ("ui.background", "."), ("ui.selection", "s"), ("ui.key", "k"),
      ("delta.up", "u"), ("delta.down", "v"), ("delta.flat", "="), ("state.warning", "w"), ("state.error", "e"),
      ("state.good", "g"), ("state.quiet", "q"), ("ui.bar.fill", "r"), ("ui.bar.track", "R"), ("ui.tab.idle", "j"),
      ("ui.tab.active", "J"), ("ui.filter", "f"), ("ui.excluded", "x"), ("chart.line", "l"),
      ("chart.ghost", "h"), ("chart.axis", "i"), ("chart.grid", "I"), ("chart.now", "n"), ("chart.partial", "p"),
      ("chart.cursor", "c"), ("chart.anomaly", "!"), ("chart.forecast", "F"), ("ui.overlay", "o"),
      ("ui.number", "N"), ("ui.header", "H"), ("chart.area", "A"), ("chart.coast", "C"), ("ui.shadow", "S"),
    ]
    + (0..<seriesCount).map { ("chart.series.\($0)", Character("\($0)")) }
    + (0..<heatCount).map { ("chart.heat.\($0)", Array("zyZYXWVU")[$0]) }
}
