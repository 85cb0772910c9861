import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesSources

@Suite struct DateRoundTripTests {
  /// The parts of a wall clock, padded to two digits.
  private struct Parts {
    var (year, month, day, hour, minute, second): (String, String, String, String, String, String)
    var (hour12, half, name, shortDay): (String, String, String, String)
    var offset: String

    init(_ instant: Timestamp, offset seconds: Int64) {
      let local = instant.milliseconds / 1000 + seconds
      let date = CivilDate(daysSinceEpoch: local.floorDivided(by: 86_400))
      let clock = local - date.daysSinceEpoch * 86_400
      func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
      (year, month, day) = ("\(date.year)", two(date.month), two(date.day))
      (hour, minute, second) = (two(clock / 3600), two(clock / 60 % 60), two(clock % 60))
      hour12 = "\((clock / 3600 + 11) % 12 + 1)"
      half = clock < 43_200 ? "AM" : "PM"
      name = DateWords.englishMonths[Int(date.month) - 1]
      shortDay = "\(date.day)"
      offset = (seconds < 0 ? "-" : "+") + two(abs(seconds) / 3600) + two(abs(seconds) / 60 % 60)
    }
  }

  private static let formats: [(choice: String?, write: @Sendable (Parts) -> String)] = [
    (nil, { "\($0.year)-\($0.month)-\($0.day)T\($0.hour):\($0.minute):\($0.second)\($0.offset)" }),
    (nil, { "\($0.year)-\($0.month)-\($0.day) \($0.hour):\($0.minute):\($0.second)" }),
    (nil, { "\($0.year)/\($0.month)/\($0.day) \($0.hour12):\($0.minute):\($0.second) \($0.half)" }),
    (nil, { "\($0.year).\($0.month).\($0.day), \($0.hour):\($0.minute):\($0.second)" }),
    (nil, { "\($0.year)\($0.month)\($0.day)T\($0.hour)\($0.minute)\($0.second)" }),
    (nil, { "\($0.year)\($0.month)\($0.day)\($0.hour)\($0.minute)\($0.second)\($0.offset)" }),
    (nil, { "\($0.name) \($0.shortDay), \($0.year) \($0.hour12):\($0.minute):\($0.second)\u{202F}\($0.half)" }),
    (nil, { "\($0.name.prefix(3)) \($0.shortDay) \($0.hour):\($0.minute):\($0.second) \($0.year) \($0.offset)" }),
    (nil, { "\($0.shortDay) \($0.name) \($0.year) at \($0.hour):\($0.minute):\($0.second)" }),
    (nil, { "\($0.day)-\($0.name.prefix(3))-\($0.year.suffix(2)) \($0.hour):\($0.minute):\($0.second)" }),
    (nil, { "\($0.day) \($0.name.prefix(3)) \($0.year) \($0.hour):\($0.minute):\($0.second) \($0.offset)" }),
    (nil, { "\($0.year)年\($0.month)月\($0.shortDay)日 \($0.hour):\($0.minute):\($0.second)" }),
    ("dmy", { "\($0.day)/\($0.month)/\($0.year) \($0.hour):\($0.minute):\($0.second)" }),
    ("mdy", { "\($0.month)/\($0.shortDay)/\($0.year.suffix(2)) \($0.hour12):\($0.minute):\($0.second) \($0.half)" }),
    ("ymd", { "\($0.year.suffix(2))-\($0.month)-\($0.day) \($0.hour):\($0.minute):\($0.second)" }),
    ("dmy", { "\($0.shortDay).\($0.month).\($0.year), \($0.hour):\($0.minute):\($0.second) Uhr" }),
    ("ddMMyyyyHHmmss", { "\($0.day)\($0.month)\($0.year)\($0.hour)\($0.minute)\($0.second)" }),
    (
      "d.M.yy h:mm:ss a",
      { "\($0.day).\($0.month).\($0.year.suffix(2)) \($0.hour12):\($0.minute):\($0.second) \($0.half)" }
    ),
    ("dd/mm/yyyy hh:mm:ss", { "\($0.day)/\($0.month)/\($0.year) \($0.hour):\($0.minute):\($0.second)" }),
    ("HH'h'mm ss, MMMM d yyyy", { "\($0.hour)h\($0.minute) \($0.second), \($0.name) \($0.shortDay) \($0.year)" }),
  ]

  @Test(
    "a random instant reads back from all its texts", arguments: ["America/New_York", "Europe/Paris", "Asia/Kolkata"])
  func roundTrip(identifier: String) throws {
    let zone = try #require(TimeZone(identifier: identifier))
    var readers = try Self.formats.map { format in
      try DateProof().reader(zone: zone, choice: try format.choice.map { try DateChoice($0) })
    }
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let instant = Timestamp(seconds: .random(in: 0..<3_155_760_000, using: &random))
      let offset = zone.secondsFromGMT(for: instant.date)
      // The second one of an hour that the clock repeats cannot be told from the first.
      guard zone.secondsFromGMT(for: instant.date.addingTimeInterval(-3600)) <= offset else { continue }
      let parts = Parts(instant, offset: Int64(offset))
      for index in readers.indices {
        let text = Self.formats[index].write(parts)
        let read = text.withCell { cell in try? readers[index].time(cell).time }
        #expect(read == instant, "\(text) of \(instant.text)")
      }
    }
  }

  private static let script = """
    import random, sys
    from datetime import datetime, timedelta, timezone
    from zoneinfo import ZoneInfo
    random.seed(11)
    formats = [("", "%Y-%m-%d %H:%M:%S"), ("", "%Y-%m-%dT%H:%M:%S%z"), ("", "%d %B %Y %H:%M:%S"),
      ("", "%a, %d %b %Y %H:%M:%S %z"), ("", "%b %d, %Y %I:%M:%S %p"), ("", "%c"), ("", "%Y%m%dT%H%M%S%z"),
      ("dmy", "%d/%m/%Y %H:%M:%S"), ("mdy", "%m/%d/%y %I:%M:%S %p"), ("ymd", "%y-%m-%d %H:%M:%S"),
      ("dd.MM.yyyy HH:mm:ss", "%d.%m.%Y %H:%M:%S"), ("", "%d-%b-%y %H:%M:%S"), ("yyyyMMddHHmmss", "%Y%m%d%H%M%S")]
    for name in ["America/New_York", "Europe/Paris", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tokyo"]:
      zone = ZoneInfo(name)
      for _ in range(800):
        second = random.randrange(0, 2_000_000_000)
        local = datetime.fromtimestamp(second, zone)
        if local.fold: continue
        choice, form = random.choice(formats)
        print(name, choice, local.strftime(form), second, sep="|")
    """

  @Test("Python's clock agrees")
  func oracle() async throws {
    var lines = 0
    for line in try await TestPython.run(Self.script).split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      try #require(parts.count == 4)
      let choice = try parts[1].isEmpty ? nil : DateChoice(parts[1])
      var reader = try DateProof().reader(zone: try #require(TimeZone(identifier: parts[0])), choice: choice)
      let read = parts[2].withCell { cell in try? reader.time(cell).time }
      #expect(read == Timestamp(seconds: try #require(Int64(parts[3]))), "\(line)")
      lines += 1
    }
    #expect(lines > 3500)
  }
}
