import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct EventScheduleTests {
  static func schedule(demand: Bool, rate: String, start: Timestamp = GeneratorTests.start) throws -> EventSchedule {
    try GeneratorTests.generator(demand: demand).schedule(first: 100, start: start, rate: try Rate(rate))
  }

  @Test("even sales stand exactly at start + n / rate")
  func even() throws {
    let schedule = try Self.schedule(demand: false, rate: "8")
    for k in Int64(0)..<1000 {
      #expect(schedule.time(of: 100 + k) == GeneratorTests.start + .milliseconds(k * 125))
    }
  }

  @Test("the cursor walks through what the closed form says", arguments: [false, true])
  func cursor(demand: Bool) throws {
    // A sale every 200 seconds crosses slots, hours, weeks and a cycle.
    let schedule = try Self.schedule(demand: demand, rate: "0.005")
    var cursor = EventSchedule.Cursor(schedule, at: 100)
    for n in Int64(100)..<40_000 {
      #expect(cursor.time == schedule.time(of: n).milliseconds)
      cursor.advance()
    }
  }

  @Test("time never runs back, and the count through a moment agrees with it", arguments: [false, true])
  func counts(demand: Bool) throws {
    let schedule = try Self.schedule(demand: demand, rate: "0.37")
    var last = schedule.time(of: 100)
    #expect(last >= GeneratorTests.start)
    #expect(last <= GeneratorTests.start + .seconds(10))
    for n in Int64(101)..<5000 {
      let time = schedule.time(of: n)
      #expect(time > last)
      #expect(schedule.end(through: time) == n + 1)
      #expect(schedule.end(through: Timestamp(milliseconds: time.milliseconds - 1)) == n)
      last = time
    }
    #expect(schedule.end(through: .epoch) == 100)
  }

  @Test("demand keeps the mean rate over its eight weeks, and stays near it over any one")
  func mean() throws {
    let monday = Timestamp(milliseconds: DemandPlan.start(ofCycle: 360))
    let schedule = try Self.schedule(demand: true, rate: "2", start: monday)
    let weeks = (0...8).map { schedule.end(through: monday + .days(7 * Int64($0))) - 101 }
    #expect(weeks[8] == 2 * 86_400 * 56)
    for week in 0..<8 {
      let share = Double(weeks[week + 1] - weeks[week]) / Double(2 * 86_400 * 7)
      #expect((0.85...1.15).contains(share))
    }
  }

  @Test("demand follows each region's own clock: by night a region sells a fraction of what it sells by day")
  func clocks() throws {
    let generator = try GeneratorTests.generator(demand: true)
    let monday = Timestamp(milliseconds: DemandPlan.start(ofCycle: 360))
    let schedule = generator.schedule(first: 0, start: monday, rate: try Rate("0.2"))
    var night: [String: Int] = [:]
    var day: [String: Int] = [:]
    let offsets: [String: Int64] = ["Japan": 9, "India": 5, "Gulf": 4]
    for n in Int64(0)..<120_960 {
      let sale = generator.sale(n, on: schedule)
      guard let offset = offsets[sale.region] else { continue }
      let hour = (sale.time.milliseconds / 3_600_000 + offset) % 24
      if (1..<5).contains(hour) { night[sale.region, default: 0] += 1 }
      if (17..<21).contains(hour) { day[sale.region, default: 0] += 1 }
    }
    for region in offsets.keys {
      #expect(Double(night[region, default: 0]) < 0.2 * Double(day[region, default: 0]))
      #expect(day[region, default: 0] > 200)
    }
  }

  @Test("a promotion lifts sales, and its category most")
  func promotion() throws {
    let generator = try GeneratorTests.generator(demand: true)
    let plan = DemandCurve(catalog: generator.catalog, seed: 7).plan(cycle: 360)
    let slot = try #require((0..<672).first { plan.promotion(slot: $0) != nil })
    let promotion = try #require(plan.promotion(slot: slot))
    var categories: [String] = []
    for product in generator.catalog.products where !categories.contains(product.category) {
      categories.append(product.category)
    }
    let name = categories[promotion.category]
    let members = Set(generator.catalog.products.filter { $0.category == name }.map(\.name))
    func share(from hour: Int) throws -> (sales: Int64, share: Double) {
      let start = Timestamp(milliseconds: plan.start + Int64(hour) * 3_600_000)
      let schedule = generator.schedule(first: 0, start: start, rate: try Rate("1"))
      let count = schedule.end(through: start + .hours(2))
      let sold = (0..<count).filter { members.contains(generator.sale($0, on: schedule).product) }.count
      return (count, Double(sold) / Double(count))
    }
    let with = try share(from: promotion.hours.lowerBound)
    let before = try share(from: promotion.hours.lowerBound - 2)
    #expect(Double(with.sales) > 1.2 * Double(before.sales))
    #expect(with.share > before.share + 0.2)
  }
}
