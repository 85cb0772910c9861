import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct FaultInjectionTests {
  @Test("shares are read by name")
  func reads() throws {
    let faults = try FaultInjection("late=0.01, duplicate=0.02,malformed=1")
    #expect([faults.late, faults.duplicate, faults.malformed] == [0.01, 0.02, 1])
    #expect(try FaultInjection("late=0").isNone)
  }

  @Test(
    "what cannot be injected is refused with what can",
    arguments: [
      ("", "inject: \"\" is no fault that can be injected; there are late, duplicate, malformed"),
      ("lost=0.1", "inject: \"lost\" is no fault that can be injected; there are late, duplicate, malformed"),
      ("late", "inject: late needs a share between 0 and 1, such as late=0.01"),
      ("late=1%", "inject: late needs a share between 0 and 1, such as late=0.01"),
      ("late=-0.1", "inject: late needs a share between 0 and 1, such as late=0.01"),
      ("late=nan", "inject: late needs a share between 0 and 1, such as late=0.01"),
      ("late=0.1,late=0.2", "inject: late is given twice"),
    ])
  func refuses(text: String, message: String) {
    #expect { try FaultInjection(text) } throws: { "\($0)" == message }
  }

  @Test("the ledger equals a recount of the records")
  func ledger() throws {
    let count: Int64 = 20_000
    let generator = try GeneratorTests.generator(faults: FaultInjection("late=0.03,duplicate=0.02,malformed=0.01"))
    let plain = try GeneratorTests.generator()
    let schedule = generator.schedule(first: 0, start: GeneratorTests.start, rate: try Rate("50"))
    var records = RecordBuffer()
    var ledger = InjectionLedger()
    generator.append(0..<count, on: schedule, notBefore: 0, to: &records, ledger: &ledger)
    #expect(ledger.records == Int64(records.count))
    #expect(ledger.sales == count)

    let lines = (0..<records.count).map { Array(records.bytes[records.range(of: $0)]) }
    let sales = lines.filter { line in
      let text = String(decoding: line, as: UTF8.self)
      return text.hasSuffix("}") && text.contains(#""seq":"#)
    }
    #expect(Int64(Set(sales).count) == count)
    #expect(Int64(sales.count) - count == ledger.duplicates)
    #expect(Int64(lines.count - sales.count) == ledger.malformed.values.reduce(0, +))
    #expect((300...500).contains(ledger.duplicates))
    #expect(ledger.malformed.count == Set(MalformedRecord.allCases.map(\.reason)).count)

    var late: Int64 = 0
    var revenue: Int64 = 0
    for n in 0..<count {
      let sale = generator.sale(n, on: schedule)
      let onTime = plain.sale(n, on: schedule)
      revenue += sale.amount.minorUnits
      if sale.time != onTime.time {
        late += 1
        #expect((120_000...21_600_000).contains(onTime.time.milliseconds - sale.time.milliseconds))
      }
    }
    #expect(late == ledger.late)
    #expect((400...800).contains(late))
    #expect(revenue == ledger.revenueMinor)
  }

  @Test("a duplicate repeats a record that stands shortly before it, never one before the run")
  func duplicates() throws {
    let generator = try GeneratorTests.generator(faults: FaultInjection("duplicate=1"))
    let schedule = generator.schedule(first: 0, start: GeneratorTests.start, rate: try Rate("50"))
    var records = RecordBuffer()
    var ledger = InjectionLedger()
    generator.append(500..<700, on: schedule, notBefore: 500, to: &records, ledger: &ledger)
    let lines = (0..<records.count).map { GeneratorTests.line(records, $0) }
    #expect(lines.count == 400)
    for index in stride(from: 1, to: 400, by: 2) {
      #expect(lines[max(0, index - 65)..<index].contains(lines[index]))
    }
  }

  @Test("each broken record is one line under 1 kB and bears its neighbour's time", arguments: MalformedRecord.allCases)
  func malformed(record: MalformedRecord) {
    let bytes = record.bytes(id: "p1-000000000001-bad", time: GeneratorTests.start)
    #expect(bytes.count < 1000 && !bytes.contains(UInt8(ascii: "\n")))
    let valid = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
    #expect(valid == ![.truncated, .notJSON, .invalidUTF8, .hugeAmount].contains(record))
  }
}
