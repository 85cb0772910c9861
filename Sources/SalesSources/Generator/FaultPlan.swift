import SalesCore

/// The fault of each sale, if any. Depends on the seed and the sale's number alone, as the sale does.
struct FaultPlan: Sendable {
  private let lateHash: CounterHash
  private let duplicateHash: CounterHash
  private let malformedHash: CounterHash
  /// Of 2^32.
  private let late: UInt64
  private let duplicate: UInt64
  private let malformed: UInt64

  /// A repeated record is one of the latest so many.
  private static let reach: Int64 = 32

  init(_ faults: FaultInjection, seed: UInt64) {
    lateHash = CounterHash(seed: seed, stream: GeneratorStream.late)
    duplicateHash = CounterHash(seed: seed, stream: GeneratorStream.duplicate)
    malformedHash = CounterHash(seed: seed, stream: GeneratorStream.malformed)
    late = UInt64(faults.late * 0x1p32)
    duplicate = UInt64(faults.duplicate * 0x1p32)
    malformed = UInt64(faults.malformed * 0x1p32)
  }

  /// By how many milliseconds sale `n` is late; 0 for most. Three of four by 2 to 60 minutes, the others by up to 6
  /// hours.
  @inline(__always)
  func lateness(_ n: Int64) -> Int64 {
    guard late > 0 else { return 0 }
    let bits = lateHash.bits(n)
    guard bits & 0xFFFF_FFFF < late else { return 0 }
    let (least, span): (Int64, Int64) = bits >> 32 & 3 == 0 ? (60, 300) : (2, 58)
    return least * 60_000 + (Int64(bits >> 34 & 0xFFFFFF) * span * 60_000) >> 24
  }

  /// The sale that is sent again after sale `n`, not before `first`.
  @inline(__always)
  func repeated(after n: Int64, notBefore first: Int64) -> Int64? {
    guard duplicate > 0 else { return nil }
    let bits = duplicateHash.bits(n)
    guard bits & 0xFFFF_FFFF < duplicate else { return nil }
    return n - Int64(bits >> 32) % min(Self.reach, n - first + 1)
  }

  /// The broken record that follows sale `n`.
  @inline(__always)
  func defect(after n: Int64) -> MalformedRecord? {
    guard malformed > 0 else { return nil }
    let bits = malformedHash.bits(n)
    guard bits & 0xFFFF_FFFF < malformed else { return nil }
    return MalformedRecord.allCases[Int(bits >> 32) % MalformedRecord.allCases.count]
  }
}
