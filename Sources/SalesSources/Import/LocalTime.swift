import Foundation
import SalesCore

/// Reads dates and times without a zone, as the wall clock of a given one.
struct LocalTime {
  private let zone: TimeZone
  /// Offsets by quarter of an hour of local time, for looking one up is slow. Zones change theirs only between
  /// quarters.
  private var offsets: [Int64: Offset] = [:]
  private var last: (quarter: Int64, offset: Offset)?
  private static let quarter: Int64 = 900_000

  private struct Offset {
    /// East of UTC.
    var milliseconds: Int64
    /// False where the clock shows the time twice or skips it.
    var isCertain: Bool
  }

  init(zone: TimeZone) { self.zone = zone }

  /// `2026-11-21`, `2026-11-21 06:20`, `2026-11-21T06:20:48.123`; nil for anything else.
  static func wallClock(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    let rest: StaticString
    switch bytes.count {
    case 10: rest = "T00:00:00Z"
    case 16: rest = ":00Z"
    case 19...40: rest = "Z"
    default: return nil
    }
    let count = bytes.count + rest.utf8CodeUnitCount
    return withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { text in
      text.copyMemory(from: bytes)
      let tail = UnsafeRawBufferPointer(start: rest.utf8Start, count: rest.utf8CodeUnitCount)
      UnsafeMutableRawBufferPointer(rebasing: text[bytes.count...]).copyMemory(from: tail)
      return Timestamp(rfc3339: UnsafeRawBufferPointer(text))?.milliseconds
    }
  }

  /// The instant of a wall clock's milliseconds since 1970. Of a time that the clock shows twice, the first; a time
  /// that the clock skips is counted on from before the change.
  mutating func instant(_ local: Int64) -> Timestamp { Timestamp(milliseconds: local - offset(of: local).milliseconds) }

  /// True for a wall clock's milliseconds since 1970 that the clock shows twice or skips.
  mutating func isUncertain(_ local: Int64) -> Bool { !offset(of: local).isCertain }

  private mutating func offset(of local: Int64) -> Offset {
    let quarter = local.floorDivided(by: Self.quarter)
    if let last, last.quarter == quarter { return last.offset }
    let offset = offsets[quarter] ?? offset(local: quarter * Self.quarter)
    if offsets.count > 100_000 { offsets.removeAll() }
    offsets[quarter] = offset
    last = (quarter, offset)
    return offset
  }

  private func offset(local: Int64) -> Offset {
    let day: Int64 = 86_400_000
    let before = offset(at: local - day)
    let after = offset(at: local + day)
    let candidates = before == after ? [before] : [max(before, after), min(before, after)]
    let shown = candidates.filter { offset(at: local - $0) == $0 }
    return Offset(milliseconds: shown.first ?? before, isCertain: shown.count == 1)
  }

  private func offset(at milliseconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Timestamp(milliseconds: milliseconds).date)) * 1000
  }
}
