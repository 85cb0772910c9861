/// A value as a step of the heat scale.
struct Heat: Equatable {
  /// From 0 for zero and less to `Role.heatCount - 1` for the greatest value.
  let step: Int

  /// Nil for a missing value, infinity and NaN. Every value above zero is above step 0.
  init?(_ value: Double?, of most: Double) {
    guard let value, value.isFinite else { return nil }
    let share = most > 0 ? min(max(value / most, 0), 1) : 0
    let last = Role.heatCount - 1
    step = share > 0 ? max(1, Int((share * Double(last)).rounded())) : 0
  }

  /// The step of the square root, so that small values can be told apart beside one that is far greater.
  init?(rootOf value: Double?, of most: Double) {
    self.init(value.map { $0 > 0 ? $0.squareRoot() : 0 * $0 }, of: max(0, most).squareRoot())
  }

  init(step: Int) { self.step = step }

  init?(role: Role) {
    guard let step = (0..<Role.heatCount).first(where: { Role.heat($0) == role }) else { return nil }
    self.step = step
  }

  /// The sign that stands for the step without colour.
  func sign(_ look: Look) -> Character {
    let signs = look.symbols.graph == .ascii ? Heat.asciiSigns : Heat.signs
    let last = Role.heatCount - 1
    return step == 0 ? signs[0] : signs[1 + (step - 1) * (signs.count - 2) / (last - 1)]
  }

  /// The style of a figure on the shade. A theme gives each step a text colour that stands out from it.
  func textStyle(_ look: Look) -> Style { look.hasColour ? Style(.heat(step), on: .heat(step)) : Style(.number) }

  private static let signs: [Character] = ["·", "░", "▒", "▓", "█"]
  private static let asciiSigns: [Character] = [".", ":", "+", "*", "#"]
}
