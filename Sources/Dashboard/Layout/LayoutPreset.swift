/// Views that are compiled in, written as the config file's `[[view]]` tables and read by the same reader.
package enum LayoutPreset: String, Sendable, CaseIterable {
  case standard, wall

  package var summary: String {
    switch self {
    case .standard: "six views for the keyboard, from 80x24 to as large as it gets"
    case .wall: "for a screen on the wall: a large chart and map, few lists"
    }
  }

  package var toml: String {
    switch self {
    case .standard: String(decoding: PackageResources.standard_toml, as: UTF8.self)
    case .wall: String(decoding: PackageResources.wall_toml, as: UTF8.self)
    }
  }

  package var views: [ViewSpec] {
    switch self {
    case .standard: Self.standardViews
    case .wall: Self.wallViews
    }
  }

  private static let standardViews = standard.read()
  private static let wallViews = wall.read()

  private func read() -> [ViewSpec] {
    let tables = ScreenTables(toml: toml, file: rawValue)
    // The presets are compiled in, and a test finds problems.
    guard let views = tables.views, tables.problems.isEmpty else { preconditionFailure("\(tables.problems)") }
    return views
  }
}

extension ViewSpec {
  /// The views of the standard layout.
  package static var standard: [ViewSpec] { LayoutPreset.standard.views }
}
