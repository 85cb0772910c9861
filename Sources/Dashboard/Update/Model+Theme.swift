extension Model {
  /// Shows the theme at that place among the names; the effect comes with the update.
  mutating func useTheme(_ index: Int) {
    guard setup.themeNames.indices.contains(index) else { return }
    theme = index
    tell("Theme \(setup.themeNames[index])", .good, for: .seconds(3))
  }
}
