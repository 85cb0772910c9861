import Foundation
package import SalesCore

extension ReportingCalendar {
  /// The calendar of a store's reporting time zone, or of UTC where the machine does not know the zone.
  package init(of settings: StoreSettings) {
    self.init(timeZone: TimeZone(identifier: settings.timeZone) ?? .gmt)
  }

  /// An instant on the local clock in RFC 3339, with the offset: `2026-11-20T00:00:00+09:00`. `Z` stands for UTC.
  /// Milliseconds are left out where they are zero.
  ///
  /// RFC 3339 has no seconds in an offset, so a time of such an offset (Liberia until 1972) is written in UTC.
  package func text(of time: Timestamp) -> String {
    let offset = offset(at: time)
    guard offset != 0, offset % 60_000 == 0 else { return PeriodBound.instant(time).text }
    let local = PeriodBound.instant(Timestamp(milliseconds: time.milliseconds + offset)).text
    var zone = [UInt8(ascii: offset < 0 ? "-" : "+")]
    let minutes = abs(offset) / 60_000
    zone.appendDigits(minutes / 60, width: 2)
    zone.append(UInt8(ascii: ":"))
    zone.appendDigits(minutes % 60, width: 2)
    return local.dropLast() + String(decoding: zone, as: UTF8.self)
  }
}
