import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct GeneratorTests {
  static let start = Timestamp(milliseconds: 1_790_000_000_123)

  static func generator(
    seed: UInt64 = 7, source: String = "p1", demand: Bool = false, faults: FaultInjection = .none
  ) throws -> Generator {
    var settings = Generator.Settings(source: try SourceName(source))
    settings.seed = seed
    settings.followsDemand = demand
    settings.faults = faults
    return Generator(catalog: try CatalogFile.standard(), settings: settings)
  }

  static func records(
    _ generator: Generator, _ numbers: Range<Int64>, rate: String = "50", batch: Int64 = .max
  ) throws -> RecordBuffer {
    let schedule = generator.schedule(first: 0, start: start, rate: try Rate(rate))
    var records = RecordBuffer()
    var ledger = InjectionLedger()
    var next = numbers.lowerBound
    while next < numbers.upperBound {
      let end = batch < numbers.upperBound - next ? next + batch : numbers.upperBound
      generator.append(next..<end, on: schedule, notBefore: 0, to: &records, ledger: &ledger)
      next = end
    }
    return records
  }

  static func line(_ records: RecordBuffer, _ index: Int) -> String {
    String(decoding: records.bytes[records.range(of: index)], as: UTF8.self)
  }

  @Test("a record is one line of JSON in the documented order")
  func form() throws {
    let generator = try Self.generator()
    let line = Self.line(try Self.records(generator, 12_345..<12_346, rate: "3"), 0)
    let sale = generator.sale(12_345, on: generator.schedule(first: 0, start: Self.start, rate: try Rate("3")))
    #expect(sale.time == Self.start + .milliseconds(4_115_000))
    #expect(
      line == #"{"id":"p1-000000012345","time":"\#(sale.time.text)","amount":\#(sale.amount.text(.usDollar)),"#
        + #""product":"\#(sale.product)","region":"\#(sale.region)","src":"p1","seq":12345}"#)
  }

  @Test("the fast writer and the encoder of values write the same bytes", arguments: [false, true])
  func encoders(demand: Bool) throws {
    let generator = try Self.generator(demand: demand)
    let schedule = generator.schedule(first: 0, start: Self.start, rate: try Rate("50"))
    let records = try Self.records(generator, 0..<3000)
    let encoder = SaleEncoder(currency: generator.catalog.currency)
    for index in 0..<3000 {
      var bytes: [UInt8] = []
      encoder.append(generator.sale(Int64(index), on: schedule), to: &bytes)
      #expect(bytes == Array(records.bytes[records.range(of: index)]))
    }
  }

  @Test("names that need escapes and currencies without decimals are written as the encoder writes them")
  func oddCatalog() throws {
    let catalog = try Catalog(
      currency: try #require(Currency(code: "JPY")),
      products: [.init(name: "\"咖啡机\" \u{1B}[31m\\☕", category: "C", price: Money(minorUnits: 12_000), popularity: 1)],
      regions: [.init(name: "Tōhoku\u{7}", weight: 1, timeZone: "Asia/Tokyo", latitude: 38, longitude: 140)])
    let generator = Generator(catalog: catalog, settings: .init(source: try SourceName("x")))
    let schedule = generator.schedule(first: 0, start: Self.start, rate: .onePerMillisecond)
    var records = RecordBuffer()
    var ledger = InjectionLedger()
    generator.append(0..<200, on: schedule, notBefore: 0, to: &records, ledger: &ledger)
    for index in 0..<200 {
      var bytes: [UInt8] = []
      SaleEncoder(currency: catalog.currency).append(generator.sale(Int64(index), on: schedule), to: &bytes)
      #expect(bytes == Array(records.bytes[records.range(of: index)]))
    }
  }

  @Test("the same settings make the same bytes, in batches of any size", arguments: [false, true])
  func deterministic(demand: Bool) throws {
    let faults = try FaultInjection("late=0.05,duplicate=0.05,malformed=0.02")
    let one = try Self.records(try Self.generator(demand: demand, faults: faults), 0..<5000)
    for batch in [Int64(1), 7, 999] {
      let other = try Self.records(try Self.generator(demand: demand, faults: faults), 0..<5000, batch: batch)
      #expect(one.bytes == other.bytes)
      #expect(one.ends == other.ends)
    }
  }

  @Test("seed and source each change what is sold")
  func seeds() throws {
    let schedule = try Self.generator().schedule(first: 0, start: Self.start, rate: try Rate("1"))
    func picks(_ generator: Generator) -> [String] {
      (0..<100).map { Int64($0) }.map { generator.sale($0, on: schedule) }.map { "\($0.product) \($0.amount)" }
    }
    let one = picks(try Self.generator())
    #expect(one == picks(try Self.generator()))
    #expect(one != picks(try Self.generator(seed: 8)))
    #expect(one != picks(try Self.generator(source: "p2")))
  }

  @Test("the first sales of a seed are these, so that an unwanted change of what a seed means is seen")
  func pinned() throws {
    let records = try Self.records(try Self.generator(), 0..<3, rate: "2")
    #expect((0..<3).map { Self.line(records, $0) } == Self.pinned)
  }

  static let pinned = [
    #"{"id":"p1-000000000000","time":"2026-09-21T14:13:20.123Z","amount":97.50"#
      + #","product":"Headlamp","region":"Japan","src":"p1","seq":0}"#,
    #"{"id":"p1-000000000001","time":"2026-09-21T14:13:20.623Z","amount":117.99"#
      + #","product":"Trail Boots","region":"Japan","src":"p1","seq":1}"#,
    #"{"id":"p1-000000000002","time":"2026-09-21T14:13:21.123Z","amount":22.49"#
      + #","product":"Gift card","region":"Japan","src":"p1","seq":2}"#,
  ]

  @Test("sequence numbers of thirteen digits keep ids and numbers whole")
  func longSequence() throws {
    let schedule = try Self.generator().schedule(first: 999_999_999_999, start: Self.start, rate: try Rate("1"))
    var records = RecordBuffer()
    var ledger = InjectionLedger()
    try Self.generator().append(
      999_999_999_999..<1_000_000_000_001, on: schedule, notBefore: 0, to: &records, ledger: &ledger)
    #expect(Self.line(records, 0).hasPrefix(#"{"id":"p1-999999999999","#))
    #expect(Self.line(records, 1).hasPrefix(#"{"id":"p1-1000000000000","#))
    #expect(Self.line(records, 1).hasSuffix(#""seq":1000000000000}"#))
  }

  @Test(
    "a source's name begins with a letter and needs no escape",
    arguments: ["", "1p", "-p", "p 1", "p\"", "pé", "p/1", String(repeating: "p", count: 65)])
  func sources(text: String) {
    #expect(throws: SettingProblem.self) { try SourceName(text) }
  }
}
