/// The value of a setting or a flag cannot be used: which one, why, and what would do. The program knows where the
/// value came from and makes a `CommandProblem` of it.
package struct SettingProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Name on the command line, without dashes: `rate`.
  package var setting: String
  package var message: String

  package init(_ setting: String, _ message: String) {
    self.setting = setting
    self.message = message
  }

  package var description: String { "\(setting): \(message)" }
}
