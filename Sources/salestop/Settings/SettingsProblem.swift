/// Something that was set cannot be used: exit 64 where it came by flag, else 78.
struct SettingsProblem: Error, CustomStringConvertible {
  var isUsage: Bool
  var description: String

  /// `origin` as in `Settings.origin`.
  init(_ what: String, origin: Settings.Origin? = nil) {
    if case .flag? = origin { isUsage = true } else { isUsage = origin == nil }
    description = what
  }

  init(config what: String) {
    isUsage = false
    description = what
  }
}
