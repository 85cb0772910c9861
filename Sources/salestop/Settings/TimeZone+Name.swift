import Foundation

extension TimeZone {
  /// The IANA name; Foundation calls UTC GMT.
  var usualName: String { identifier == "GMT" ? "UTC" : identifier }
}
