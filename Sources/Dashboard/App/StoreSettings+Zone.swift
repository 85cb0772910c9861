import Foundation
import SalesCore

extension StoreSettings {
  /// The reporting time zone; UTC where this machine does not know its name.
  var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}
