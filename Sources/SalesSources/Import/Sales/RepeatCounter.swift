/// Numbers rows among those with the same key, in memory that is bounded or hardly grows with the file.
///
/// Up to a million rows all keys are counted. For more a first pass notes every key in a Bloom filter. Only the keys that
/// may have been seen before are kept, and the second pass counts these alone: all others occur once. Rows with one key
/// that follow each other directly are counted without being kept.
///
///     var counter = RepeatCounter(expected: 5_000_000)
///     for row in rows { _ = counter.next(row.key) }
///     counter.begin()
///     for row in rows { let number = counter.next(row.key) }  // 1, 2, … among equal keys
struct RepeatCounter: Sendable {
  private var bits: [UInt64]
  private let mask: UInt64
  private var repeated: [UInt64: Int] = [:]
  private var last: UInt64?
  private var run = 0
  private let countsAll: Bool
  /// True during the first pass.
  private(set) var isNoting: Bool

  /// `expected` is the number of rows, more or less. Nil counts every key, for rows that no first pass can see.
  init(expected: Int?, few: Int = fewRows) {
    countsAll = expected.map { $0 <= few } ?? true
    isNoting = !countsAll
    var words = 1 << 12
    // 16 bits a row, at most 64 MiB.
    while words < (expected ?? 0) / 4, words < 1 << 23 { words *= 2 }
    bits = [UInt64](repeating: 0, count: countsAll ? 1 : words)
    mask = UInt64(bits.count * 64 - 1)
  }

  /// So many rows are counted without a first pass.
  static let fewRows = 1_000_000

  /// Notes the key during the first pass and returns 1; numbers it otherwise.
  mutating func next(_ key: UInt64) -> Int {
    guard isNoting else { return number(of: key) }
    note(key)
    return 1
  }

  private mutating func note(_ key: UInt64) {
    guard key != last else { return }
    last = key
    if !insert(key) { repeated[key] = 0 }
  }

  /// Ends the first pass.
  mutating func begin() {
    isNoting = false
    bits = []
    last = nil
    run = 0
  }

  private mutating func number(of key: UInt64) -> Int {
    if countsAll {
      repeated[key, default: 0] += 1
      return repeated[key] ?? 1
    }
    if let count = repeated[key] {
      repeated[key] = count + 1
      return count + 1
    }
    run = key == last ? run + 1 : 1
    last = key
    return run
  }

  /// True where the key is new for certain.
  private mutating func insert(_ key: UInt64) -> Bool {
    var isNew = false
    // Two halves of a mixed key make the positions.
    let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    var position = mixed
    let step = (mixed >> 32) | 1
    for _ in 0..<6 {
      let bit = position & mask
      let flag: UInt64 = 1 << (bit & 63)
      if bits[Int(bit >> 6)] & flag == 0 {
        isNew = true
        bits[Int(bit >> 6)] |= flag
      }
      position &+= step
    }
    return isNew
  }
}
