import Testing

@testable import TextUI

@Suite struct FiguresTests {
  @Test(
    "the figures of a table are alike and have four columns at most",
    arguments: [
      (75, "75"), (97.99, "98"), (143, "143"), (999.4, "999"), (999.6, "1.0k"), (1418, "1.4k"), (9960, "10k"),
      (82_300, "82k"), (999_600, "1.0M"), (1_800_000, "1.8M"), (-1418, "-1.4k"), (-0.2, "0"), (.nan, "–"),
    ] as [(Double, String)])
  func brief(value: Double, text: String) {
    #expect(CompactNumber.brief(value) == text)
  }

  @Test(
    "numbers are short",
    arguments: [
      (0.0, "0"), (5, "5"), (999, "999"), (999.4, "999.4"), (999.6, "1.0k"), (1000, "1.0k"), (1204, "1.2k"),
      (48_200, "48.2k"), (99_949, "99.9k"), (99_960, "100k"), (482_000, "482k"), (999_499, "999k"),
      (999_960, "1.0M"), (1_234_567, "1.2M"), (-1200, "-1.2k"), (-48_200, "-48.2k"), (0.25, "0.25"), (0.004, "0.004"),
      (40.03, "40.03"),
      (140.03, "140.0"), (-40.03, "-40.0"), (1e12, "1.0T"), (999e12, "999T"), (.infinity, "–"), (.nan, "–"),
      (-0.001, "0.00"),
    ])
  func compact(value: Double, text: String) {
    #expect(CompactNumber.format(value) == text)
  }

  @Test(
    "axis labels leave out a fraction of zeros",
    arguments: [(1000.0, "1k"), (1200, "1.2k"), (0.5, "0.5"), (2, "2"), (-0.1, "-0.1")])
  func trimmed(value: Double, text: String) {
    #expect(CompactNumber.format(value, trimmed: true) == text)
  }

  @Test("five columns hold any amount below 10^15 that is not negative")
  func columns() {
    var value = 0.001
    while value < 1e15 {
      #expect(CompactNumber.format(value).count <= 5, "\(value)")
      value *= 1.0137
    }
  }

  @Test(
    "digits are grouped by threes",
    arguments: [
      (0, "0"), (999, "999"), (1204, "1,204"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(value: Int, text: String) {
    #expect(CompactNumber.grouped(value) == text)
  }

  @Test(
    "ticks are round",
    arguments: [
      (0.0, 1200.0, 4, [0.0, 500, 1000]), (0, 10, 5, [0, 2, 4, 6, 8, 10]), (0, 1, 4, [0, 0.5, 1]),
      (-50, 100, 3, [-50, 0, 50, 100]), (0, 0.3, 3, [0, 0.1, 0.2, 0.3]), (5, 5, 4, [5]), (0, 7, 1, [0]),
    ])
  func ticks(low: Double, high: Double, count: Int, ticks: [Double]) {
    #expect(Ticks.nice(low: low, high: high, count: count) == ticks)
  }

  @Test("ticks stay in their span and are never too many")
  func tickSpans() {
    for exponent in -12..<15 {
      for mantissa in [1.0, 1.37, 2, 4.99, 5, 7.3, 9.99] {
        var high = mantissa
        for _ in 0..<abs(exponent) { high = exponent < 0 ? high / 10 : high * 10 }
        for count in 1...8 {
          let ticks = Ticks.nice(low: 0, high: high, count: count)
          #expect(ticks.count <= count + 1 && !ticks.isEmpty)
          #expect(ticks.allSatisfy { $0 >= 0 && $0 <= high * 1.000001 })
          #expect(ticks == ticks.sorted())
        }
      }
    }
  }

  @Test("no ticks for what is not finite")
  func notFinite() {
    #expect(Ticks.nice(low: .nan, high: 1, count: 3).isEmpty)
    #expect(Ticks.nice(low: 0, high: .infinity, count: 3).isEmpty)
    #expect(Ticks.nice(low: 0, high: 1, count: 0) == [0])
  }
}
