import Foundation
import SalesCore

/// The zones that cells name by a place, such as `Europe/Paris`. They are remembered, for finding one is slow.
struct NamedZones: Sendable {
  private var zones: [String: TimeZone] = [:]

  /// The offset in milliseconds east of UTC that a zone has at an instant; nil where the name is not known.
  mutating func offset(of name: String, at time: Timestamp) -> Int64? {
    guard let zone = zones[name] ?? TimeZone(identifier: name) else { return nil }
    zones[name] = zone
    return Int64(zone.secondsFromGMT(for: time.date)) * 1000
  }
}
