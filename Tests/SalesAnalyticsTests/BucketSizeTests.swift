import SalesAnalytics
import SalesCore
import TestSupport
import Testing

@Suite struct BucketSizeTests {
  @Test(
    "sizes read and write",
    arguments: ["1s", "5s", "30s", "1m", "10m", "15m", "1h", "6h", "1d", "1w", "1M", "3M", "1y"])
  func text(text: String) throws {
    #expect(try BucketSize(parsing: text).text == text)
  }

  @Test("equal lengths are one size, and names work")
  func canonical() throws {
    #expect(try BucketSize(parsing: "60m") == .hour)
    #expect(try BucketSize(parsing: "24h") == .day)
    #expect(try BucketSize(parsing: "7d") == .week)
    #expect(try BucketSize(parsing: "minute") == .minute)
    #expect(try BucketSize(parsing: "month") == .month)
  }

  @Test(
    "a size that does not tile is refused with the ones that do", arguments: ["7m", "5h", "2d", "0m", "1q", "m", ""])
  func refused(text: String) {
    let problem = #expect(throws: PeriodProblem.self) { try BucketSize(parsing: text) }
    #expect(problem?.instead.isEmpty == false)
  }

  @Test("the coarsest level a size is added up from")
  func level() throws {
    let levels = try ["30s", "1m", "30m", "1h", "12h", "1d", "1M"].map { try BucketSize(parsing: $0).level }
    #expect(levels == [.second, .minute, .minute, .hour, .hour, .day, .day])
    #expect(BucketSize.ladder == BucketSize.ladder.sorted())
  }

  static let zones = [
    "UTC", "Europe/Paris", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago", "America/Havana",
    "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Monrovia", "Africa/Casablanca",
  ]

  /// Around changes of the clock of these zones.
  static let spans = [
    "1972-01-01..1972-01-15", "2010-11-05..2010-11-09", "2011-12-27..2012-01-03", "2024-03-08..2024-04-10",
    "2026-09-03..2026-09-08", "2026-10-02..2026-11-03",
  ]

  @Test(
    "edges rise, tile the range, agree with the bucket of each instant and lie on the level's buckets", arguments: zones
  )
  func edges(name: String) throws {
    let calendar = try zone(name)
    var generator = SeededGenerator(seed: 7)
    for text in Self.spans {
      let range = try Period(parsing: text).range(now: .epoch, calendar: calendar, all: nil)
      for size in BucketSize.ladder where size >= .minute {
        let edges = size.edges(covering: range, calendar: calendar)
        #expect(edges.first ?? .distantFuture <= range.lowerBound)
        #expect(edges.last ?? .distantPast >= range.upperBound)
        let rising = zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }
        #expect(rising, "\(size.text)")
        let level = edges.allSatisfy { calendar.bucket(size.level, containing: $0).lowerBound == $0 }
        #expect(level, "\(size.text) \(text)")
        for _ in 0..<50 {
          let index = Int.random(in: 0..<edges.count - 1, using: &generator)
          let inside = Int64.random(in: edges[index].milliseconds..<edges[index + 1].milliseconds, using: &generator)
          let bucket = size.bucket(containing: Timestamp(milliseconds: inside), calendar: calendar)
          #expect(bucket == edges[index]..<edges[index + 1], "\(size.text) \(Timestamp(milliseconds: inside).text)")
        }
      }
    }
  }

  private func lengths(_ size: String, _ period: String, _ name: String) throws -> [Int64] {
    let calendar = try zone(name)
    let range = try Period(parsing: period).range(now: .epoch, calendar: calendar, all: nil)
    let edges = try BucketSize(parsing: size).edges(covering: range, calendar: calendar)
    return zip(edges, edges.dropFirst()).map { ($1 - $0).wholeMilliseconds / 60_000 }
  }

  @Test("days have 23 to 25 hours, a day whose midnight does not exist begins an hour later")
  func days() throws {
    #expect(try lengths("1d", "2026-03-28..2026-03-30", "Europe/Paris") == [1440, 1380, 1440])
    #expect(try lengths("1d", "2026-10-24..2026-10-26", "Europe/Paris") == [1440, 1500, 1440])
    #expect(try lengths("1d", "2026-09-05..2026-09-07", "America/Santiago") == [1440, 1380, 1440])
    #expect(try lengths("1d", "2026-04-03..2026-04-05", "America/Santiago") == [1440, 1500, 1440])
    #expect(try lengths("1d", "2026-10-03..2026-10-05", "Australia/Lord_Howe") == [1440, 1410, 1440])
    #expect(try lengths("1d", "2011-12-29..2011-12-31", "Pacific/Apia") == [1440, 1440], "a day that was skipped")
  }

  @Test("hours of a short and a long day")
  func hours() throws {
    #expect(try lengths("6h", "2026-03-29", "Europe/Paris") == [300, 360, 360, 360])
    #expect(try lengths("12h", "2026-10-25", "Europe/Paris") == [780, 720])
    #expect(try lengths("1h", "2026-10-25", "Europe/Paris").count == 25)
    #expect(try lengths("1h", "2026-10-04", "Australia/Lord_Howe").prefix(4) == [60, 60, 30, 60])
    #expect(try lengths("1h", "2026-11-21", "Asia/Kolkata") == Array(repeating: 60, count: 24))
  }

  @Test("weeks begin on Monday, months and years on their first")
  func longer() throws {
    let calendar = try zone("Europe/Paris")
    let time = try at("2026-11-21T14:32:07Z")
    let week = BucketSize.week.bucket(containing: time, calendar: calendar)
    #expect(calendar.date(at: week.lowerBound).text == "2026-11-16")
    let month = BucketSize.month.bucket(containing: time, calendar: calendar)
    #expect(calendar.date(at: month.lowerBound).text == "2026-11-01")
    #expect(calendar.date(at: month.upperBound).text == "2026-12-01")
    let quarter = try BucketSize(parsing: "3M").bucket(containing: time, calendar: calendar)
    #expect(calendar.date(at: quarter.lowerBound).text == "2026-10-01")
    let year = BucketSize.year.bucket(containing: time, calendar: calendar)
    #expect(calendar.date(at: year.lowerBound).text == "2026-01-01")
  }

  @Test(
    "the finest size that fits",
    arguments: [
      (3600, 120, "1m"), (3600, 60, "5m"), (300, 66, "5s"), (86_400, 130, "15m"), (31_536_000, 400, "1d"), (1, 1, "1s"),
    ])
  func fitting(seconds: Int64, columns: Int, text: String) {
    let range = Timestamp.epoch..<Timestamp(seconds: seconds)
    let size = BucketSize.fitting(range, atMost: columns)
    #expect(size.text == text)
  }

  @Test("at most as many buckets as asked, wherever the range begins")
  func atMost() throws {
    let calendar = try zone("Australia/Lord_Howe")
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let start = Timestamp(milliseconds: .random(in: 0..<1_900_000_000_000, using: &generator))
      let length = Int64(pow10(.random(in: 3..<11, using: &generator)))
      let columns = Int.random(in: 40..<300, using: &generator)
      let range = start..<start + .milliseconds(length)
      let edges = BucketSize.fitting(range, atMost: columns).edges(covering: range, calendar: calendar)
      // A change of the clock can cut one bucket in two.
      #expect(edges.count - 1 <= columns + 1)
    }
  }

  private func pow10(_ exponent: Double) -> Double {
    var value = 1.0
    for _ in 0..<Int(exponent) { value *= 10 }
    return value * (1 + 9 * (exponent - exponent.rounded(.down)))
  }
}
