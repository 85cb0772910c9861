import Testing

@testable import SalesSources

@Suite struct RepeatCounterTests {
  @Test("rows are numbered among equal keys, as counting all of them does", arguments: [1, 7, 100, 5000, 100_000])
  func counts(distinct: UInt64) {
    var random = SystemRandomNumberGenerator()
    let keys = (0..<20_000).map { _ in UInt64.random(in: 0..<distinct, using: &random) &* 0x9E37_79B9_7F4A_7C15 }
    // A filter far too small keeps more keys, and counts the same.
    var counter = RepeatCounter(expected: 10, few: 0)
    for key in keys { _ = counter.next(key) }
    counter.begin()
    var all: [UInt64: Int] = [:]
    for key in keys {
      all[key, default: 0] += 1
      #expect(counter.next(key) == all[key])
    }
  }

  @Test("runs of one key are counted, and without a first pass every key is")
  func runs() {
    let keys: [UInt64] = [1, 1, 1, 2, 3, 3, 4]
    for expected in [7, nil] {
      var counter = RepeatCounter(expected: expected, few: 0)
      for key in keys where expected != nil { _ = counter.next(key) }
      counter.begin()
      #expect(keys.map { counter.next($0) } == [1, 2, 3, 1, 1, 2, 1])
    }
  }
}
