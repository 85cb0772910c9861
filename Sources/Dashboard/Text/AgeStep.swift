/// Ages in coarse steps, so that a screen with nothing new is seldom redrawn.
enum AgeStep {
  /// The steps, in seconds.
  private static let steps: [Int64] = [
    5, 10, 30, 60, 120, 300, 600, 1800, 3600, 2 * 3600, 6 * 3600, 12 * 3600, 86_400, 2 * 86_400, 7 * 86_400,
    30 * 86_400, 365 * 86_400,
  ]

  /// The greatest step up to this age: "5s", "2h"; nil below the first.
  static func text(_ age: Duration) -> String? {
    let seconds = age.components.seconds
    guard let step = steps.last(where: { $0 <= seconds }) else { return nil }
    if step < 60 { return "\(step)s" }
    if step < 3600 { return "\(step / 60)m" }
    return step < 86_400 ? "\(step / 3600)h" : "\(step / 86_400)d"
  }

  /// The age at which the text changes next; nil after the last step.
  static func next(after age: Duration) -> Duration? {
    steps.first { .seconds($0) > age }.map { .seconds($0) }
  }
}
