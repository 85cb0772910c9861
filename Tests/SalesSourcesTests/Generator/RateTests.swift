import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct RateTests {
  @Test(
    "a rate is read exactly, to a millionth",
    arguments: [
      ("2", 2_000_000), ("0.5", 500_000), ("1500.25", 1_500_250_000), ("0.000001", 1), ("10000000", 10_000_000_000_000),
    ])
  func reads(text: String, units: Int64) throws {
    #expect(try Rate(text).perMillionSeconds == units)
  }

  @Test(
    "a rate that makes no sense is refused by name",
    arguments: [
      "", "0", "0.0", "-1", "fast", "1e3", "1.", ".5", "0.0000001", "10000001", "99999999999999999999", "٣", "1 ",
    ])
  func refuses(text: String) {
    #expect { try Rate(text) } throws: { ($0 as? SettingProblem)?.setting == "rate" }
  }

  @Test("spacing is exact however far it runs: the cursor's steps equal the closed form")
  func cursor() throws {
    for text in ["3", "7.77", "0.3", "999999.999999", "1000"] {
      let spacing = EvenSpacing(try Rate(text))
      for start in [Int64(0), 12_345, 9_000_000_000_000] {
        var cursor = EvenSpacing.Cursor(spacing, at: start)
        for k in start..<start + 500 {
          #expect(cursor.position == spacing.position(k))
          cursor.advance()
        }
      }
    }
  }

  @Test("what has happened by a moment is counted exactly")
  func counts() throws {
    for text in ["3", "7.77", "0.3", "123456.5"] {
      let spacing = EvenSpacing(try Rate(text))
      for position in Int64(0)..<2000 {
        let count = spacing.count(through: position)
        #expect(spacing.position(count) > position)
        #expect(count == 0 || spacing.position(count - 1) <= position)
      }
      #expect(spacing.count(through: -1) == 0)
    }
  }

  @Test("three sales a second stand at 0, 333, 666 and 1000 ms, a million seconds later too")
  func thirds() throws {
    let spacing = EvenSpacing(try Rate("3"))
    #expect((0..<4).map { spacing.position($0) } == [0, 333, 666, 1000])
    #expect(spacing.position(3_000_000) == 1_000_000_000)
  }
}
