import Foundation
import SalesCore

/// Reads dates and times without a zone, as the wall clock of a given one.
struct LocalTime {
  private let zone: TimeZone
  /// Offsets by quarter of an hour of local time, for looking one up is slow. Zones change theirs only between
  /// quarters.
  private var offsets: [Int64: Int64] = [:]
  private var last: (quarter: Int64, offset: Int64)?
  private static let quarter: Int64 = 900_000

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
