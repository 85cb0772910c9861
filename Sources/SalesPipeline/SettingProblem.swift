/// A setting that makes no sense. One line for a person, with the way to do it right.
package struct SettingProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it is called on the command line, without dashes: `rate`.
  package var setting: String
  package var message: String

  package init(_ setting: String, _ message: String) {
    self.setting = setting
    self.message = message
  }

  package var description: String { "\(setting): \(message)" }
}
