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
  private var repeated: KeyCounts
  private var last: UInt64?
  private var run = 0
  private let countsAll: Bool
  /// True during the first pass.
  private(set) var isNoting: Bool

  /// `expected` is the number of rows, more or less. Nil counts every key, for rows that no first pass can see.
  init(expected: Int?, few: Int = fewRows) {
    countsAll = expected.map { $0 <= few } ?? true
    isNoting = !countsAll
    repeated = KeyCounts(capacity: countsAll ? expected ?? 0 : 0)
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
    if !insert(key) { repeated.insert(key) }
  }

  /// Ends the first pass.
  mutating func begin() {
    isNoting = false
    bits = []
    last = nil
    run = 0
  }

  private mutating func number(of key: UInt64) -> Int {
    if countsAll { return repeated.count(key) }
    if let count = repeated.countKnown(key) { return count }
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

/// Counts keys that are hashes themselves: a table of open addresses, at most two thirds full.
private struct KeyCounts: Sendable {
  /// Side by side, as each look at the table is one at memory that is far away.
  private struct Entry {
    var key: UInt64
    /// -1 in a free place, 0 for a key that was not counted yet.
    var count: Int64
  }

  private var entries: [Entry] = []
  private var used = 0
  /// Of the first table, which is made for the first key: a copy without keys costs nothing.
  private var places = 64

  init(capacity: Int) { while places < capacity * 3 / 2 { places *= 2 } }

  /// Makes the key known.
  mutating func insert(_ key: UInt64) { _ = known(key) }

  /// The number of calls with this key, with this one.
  mutating func count(_ key: UInt64) -> Int {
    let place = known(key)
    entries[place].count += 1
    return Int(entries[place].count)
  }

  /// The same for a key that was inserted; nil for any other.
  mutating func countKnown(_ key: UInt64) -> Int? {
    guard used > 0, case let place = place(of: key), entries[place].count >= 0 else { return nil }
    entries[place].count += 1
    return Int(entries[place].count)
  }

  /// The place of the key, which is made known.
  private mutating func known(_ key: UInt64) -> Int {
    if used * 3 >= entries.count * 2 { grow() }
    let place = place(of: key)
    if entries[place].count < 0 {
      entries[place] = Entry(key: key, count: 0)
      used += 1
    }
    return place
  }

  /// That of the key, or the free one where it belongs.
  private func place(of key: UInt64) -> Int {
    let mask = entries.count - 1
    return entries.withUnsafeBufferPointer { entries in
      var place = Int(truncatingIfNeeded: key) & mask
      while entries[place].count >= 0, entries[place].key != key { place = (place + 1) & mask }
      return place
    }
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(key: 0, count: -1), count: max(places, old.count * 2))
    for entry in old where entry.count >= 0 { entries[place(of: entry.key)] = entry }
  }
}
