import Foundation
import SalesCore

/// Reads dates and times that bear no zone, as the wall clock of one.
struct LocalTime {
  private let zone: TimeZone
  /// Offsets by quarter of an hour of local time: zones change theirs on such edges, and looking one up is dear.
  private var offsets: [Int64: Int64] = [:]
  private var last: (quarter: Int64, offset: Int64)?
  private static let quarter: Int64 = 900_000

  init(zone: TimeZone) {
    self.zone = zone
  }

  /// `2026-11-21`, `2026-11-21 06:20`, `2026-11-21T06:20:48.123`; nil for anything else.
  static func wallClock(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count >= 10, bytes.count <= 40 else { return nil }
    var text = [UInt8](bytes)
    switch text.count {
    case 10: text.append(contentsOf: "T00:00:00Z".utf8)
    case 16: text.append(contentsOf: ":00Z".utf8)
    case 19...: text.append(UInt8(ascii: "Z"))
    default: return nil
    }
    return text.withUnsafeBytes { Timestamp(rfc3339: $0)?.milliseconds }
  }

  /// The instant of a wall clock's milliseconds since 1970. Where the clock shows a time twice it is the first, where it leaps over one
  /// it goes on from before the leap.
  mutating func instant(_ local: Int64) -> Timestamp {
    let quarter = local.floorDivided(by: Self.quarter)
    if let last, last.quarter == quarter { return Timestamp(milliseconds: local - last.offset) }
    let offset = offsets[quarter] ?? offset(local: quarter * Self.quarter)
    if offsets.count > 100_000 { offsets.removeAll() }
    offsets[quarter] = offset
    last = (quarter, offset)
    return Timestamp(milliseconds: local - offset)
  }

  private func offset(local: Int64) -> Int64 {
    let day: Int64 = 86_400_000
    let before = offset(at: local - day)
    let after = offset(at: local + day)
    for candidate in [max(before, after), min(before, after)] where offset(at: local - candidate) == candidate {
      return candidate
    }
    return before
  }

  private func offset(at milliseconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Timestamp(milliseconds: milliseconds).date)) * 1000
  }
}
