import Foundation
import SalesCore

/// Eight weeks of demand as a map from even time, in which sales are evenly spaced, to event time. Where demand is
/// high, more even time falls into an hour, and so more sales. Eight weeks of even time are the same eight weeks of
/// event time, so the mean rate is kept.
final class DemandPlan: Sendable {
  static let slotLength: Int64 = 900_000
  static let weeks: Int64 = 8
  static let length: Int64 = weeks * 7 * 86_400_000
  static let hours = Int(length / 3_600_000)
  static let slots = Int(length / slotLength)

  /// A few hours with higher demand: `boost` times the sales, and those above the usual demand all of one category.
  struct Promotion: Sendable {
    var hours: Range<Int>
    var boost: Double
    var category: Int
  }

  /// Event time, milliseconds since 1970, of the first slot.
  let start: Int64
  /// Even time at the beginning of each slot, from 0 to `length`: strictly rising.
  private let even: [Int64]
  /// By hour and region: the share, of 2^32, of this region and the regions before it.
  private let regionShares: [UInt32]
  private let regionCount: Int
  private let promotions: [Promotion]

  /// `cycle` counts eight-week cycles since Monday 1970-01-05T00:00Z.
  init(cycle: Int64, regions: [Catalog.Region], categories: Int, hash: CounterHash) {
    start = Self.start(ofCycle: cycle)
    regionCount = regions.count
    promotions = Self.promotions(cycle: cycle, categories: categories, hash: hash)
    var totals = Array(repeating: 0.0, count: Self.hours + 1)
    var byRegion = Array(repeating: 0.0, count: (Self.hours + 1) * regions.count)
    for (index, region) in regions.enumerated() {
      Self.addDemand(of: region, from: start) { hour, demand in
        byRegion[hour * regions.count + index] = demand
        totals[hour] += demand
      }
    }
    even = Self.evenTimes(hourly: totals, promotions: promotions)
    regionShares = Self.shares(byRegion, totals: totals, regions: regions.count)
  }

  static func cycle(containing time: Int64) -> Int64 {
    (time - firstMonday).floorDivided(by: length)
  }

  static func start(ofCycle cycle: Int64) -> Int64 { firstMonday + cycle * length }

  private static let firstMonday: Int64 = 4 * 86_400_000

  /// The slot of an even time within this cycle, 0 ≤ `position` < `length`.
  func slot(ofEven position: Int64) -> Int {
    var low = 0
    var high = Self.slots
    while high - low > 1 {
      let middle = (low + high) / 2
      if even[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// Event time of an even time in `slot`; rises with it.
  @inline(__always)
  func eventTime(ofEven position: Int64, slot: Int) -> Int64 {
    let width = even[slot + 1] &- even[slot]
    return start &+ Int64(slot) &* Self.slotLength &+ (position &- even[slot]) &* Self.slotLength / width
  }

  /// Where the slot after `slot` begins in even time.
  @inline(__always)
  func evenEnd(ofSlot slot: Int) -> Int64 { even[slot + 1] }

  /// The last even time whose event time is at or before `time`, which lies in this cycle.
  func lastEven(through time: Int64) -> Int64 {
    let slot = Int((time - start) / Self.slotLength)
    let within = time - start - Int64(slot) * Self.slotLength
    let width = even[slot + 1] - even[slot]
    // ⌊x·L/w⌋ ≤ t  ⟺  x < (t+1)·w / L.
    return even[slot] + ((within + 1) * width + Self.slotLength - 1) / Self.slotLength - 1
  }

  /// The region for 32 random bits at that time of the week.
  @inline(__always)
  func region(_ bits: UInt32, slot: Int) -> Int {
    let base = slot / 4 &* regionCount
    var low = 0
    var high = regionCount - 1
    while low < high {
      let middle = (low &+ high) / 2
      if bits < regionShares[base &+ middle] { high = middle } else { low = middle &+ 1 }
    }
    return low
  }

  /// The promotion during `slot`; nil for most slots.
  func promotion(slot: Int) -> Promotion? { promotions.first { $0.hours.contains(slot / 4) } }
}

extension DemandPlan {
  /// One promotion a week: three to six hours that begin on a day from Tuesday to Friday.
  private static func promotions(cycle: Int64, categories: Int, hash: CounterHash) -> [Promotion] {
    (0..<weeks).map { week in
      let bits = hash.bits(cycle &* weeks &+ week)
      let first = Int(week) * 168 + 24 + Int(bits & 0xFFFF) % 96
      return Promotion(
        hours: first..<first + 3 + Int(bits >> 16 & 0xFF) % 4,
        boost: 1.5 + CounterHash.fraction(CounterHash.mix(bits)),
        category: Int(bits >> 32 & 0xFFFF) % categories)
    }
  }

  /// Calls `add` with the region's demand at each full hour of the cycle and at its end.
  private static func addDemand(of region: Catalog.Region, from start: Int64, add: (Int, Double) -> Void) {
    let zone = TimeZone(identifier: region.timeZone) ?? .gmt
    let day: Int64 = 86_400_000
    var offset = zone.offset(at: start)
    for first in stride(from: 0, through: hours, by: 24) {
      // Looking up an offset is slow, and most days have only one.
      let dayStart = start + Int64(first) * 3_600_000
      let next = zone.offset(at: dayStart + day)
      let changes = next != offset
      for hour in first..<min(first + 24, hours + 1) {
        let time = start + Int64(hour) * 3_600_000
        let local = time + (changes ? zone.offset(at: time) : offset)
        add(hour, region.weight * DemandShape.intensity(local: local))
      }
      offset = next
    }
  }

  private static func evenTimes(hourly: [Double], promotions: [Promotion]) -> [Int64] {
    var weights = Array(repeating: 0.0, count: slots)
    for slot in 0..<slots {
      let hour = slot / 4
      let fraction = (Double(slot % 4) + 0.5) / 4
      let demand = hourly[hour] + (hourly[hour + 1] - hourly[hour]) * fraction
      weights[slot] = demand * DemandShape.trend((Double(slot) + 0.5) / Double(slots))
    }
    for promotion in promotions {
      for slot in promotion.hours.lowerBound * 4..<promotion.hours.upperBound * 4 { weights[slot] *= promotion.boost }
    }
    let total = weights.reduce(0, +)
    var sum = 0.0
    var even: [Int64] = [0]
    even.reserveCapacity(slots + 1)
    for (slot, weight) in weights.enumerated() {
      sum += weight
      even.append(slot == slots - 1 ? length : Int64((sum / total * Double(length)).rounded()))
    }
    return even
  }

  private static func shares(_ byRegion: [Double], totals: [Double], regions: Int) -> [UInt32] {
    var shares: [UInt32] = []
    shares.reserveCapacity(hours * regions)
    for hour in 0..<hours {
      // The mean of the hour's two ends stands for the hour.
      let total = totals[hour] + totals[hour + 1]
      var sum = 0.0
      for region in 0..<regions {
        sum += byRegion[hour * regions + region] + byRegion[(hour + 1) * regions + region]
        shares.append(UInt32(min(sum / total * 0x1p32, 0x1p32 - 1)))
      }
    }
    return shares
  }
}

extension TimeZone {
  /// Milliseconds to add to UTC.
  fileprivate func offset(at milliseconds: Int64) -> Int64 {
    Int64(secondsFromGMT(for: Timestamp(milliseconds: milliseconds).date)) * 1000
  }
}
