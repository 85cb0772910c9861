import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesSources

@Suite struct ReadingFuzzTests {
  private static let seeds = [
    "$1,234.56", "1 234,56 €", "(33.62)", "12.50-", "−12.50", "1'234.50", "12,34,567.89", "1.5E3", "$-", "3.000",
    "2025-01-02T03:04:05.123Z", "12/31/2025 1:05 PM", "31.12.2025 13:05", "Sep 4, 2026 1:05:07 AM PDT", "26-09-05",
    "Fri Sep 04 10:14:00 UTC 2026", "2026年9月5日", "1764500000", "20250102T030405Z", "4 de septiembre de 2026", "45992.5",
    "26-Sep-03", "2026-09-04T10:14:00+02:00[Europe/Paris]", "2026-09-04 10:14 PST (UTC-8)", "12,-- €", "5.00 CR",
  ]

  private static func cell(_ random: inout SeededGenerator) -> [UInt8] {
    var cell = Array((seeds.randomElement(using: &random) ?? "").utf8)
    let pool = Array("0123456789.,-+/:'() TZeE$€年\u{202F}".utf8)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let index = Int.random(in: 0...cell.count, using: &random)
      let byte =
        Int.random(in: 0..<8, using: &random) == 0
        ? UInt8.random(in: 0...255, using: &random) : pool.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<4, using: &random) {
      case 0: cell.insert(byte, at: index)
      case 1 where index < cell.count: cell[index] = byte
      case 2 where index < cell.count: cell.remove(at: index)
      default: cell.append(contentsOf: cell.suffix(Int.random(in: 0...3, using: &random)))
      }
    }
    return cell
  }

  private static func value(_ cell: UnsafeRawBufferPointer, _ mark: DecimalMark?) -> ExactDecimal? {
    do throws(SaleProblem) {
      return try NumberReader(mark: mark).read(cell).value
    } catch {
      if error.message.utf8.count > 250 { Issue.record("\(error.message)") }
      return nil
    }
  }

  @Test("any bytes are read the same with and without a mark, or refused")
  func amounts() {
    var random = SeededGenerator(seed: 3)
    var read = 0
    for _ in 0..<50_000 {
      Self.cell(&random).withUnsafeBytes { cell in
        let (point, comma, open) = (Self.value(cell, .point), Self.value(cell, .comma), Self.value(cell, nil))
        let expected = point == nil || comma == nil || point == comma ? point ?? comma : nil
        if open != expected { Issue.record("\(CellText.quoted(cell))") }
        var proof = AmountProof()
        proof.add(cell, line: 1)
        if let mark = try? proof.mark(), open != Self.value(cell, mark) { Issue.record("\(CellText.quoted(cell))") }
        if open != nil { read += 1 }
      }
    }
    #expect(read > 5000)
  }

  @Test("any bytes are read the same under all orders that read them, or refused where these differ")
  func dates() throws {
    var random = SeededGenerator(seed: 5)
    let zone = try #require(TimeZone(identifier: "Europe/Paris"))
    var open = DateReader(orders: .all, choice: nil, zone: zone)
    var ordered = DayOrder.allCases.map { DateReader(orders: $0.only, choice: nil, zone: zone) }
    var chosen = try ["excel", "epoch", "dd.MM.yyyy HH:mm", "EEE, d MMM yyyy h:mm a z"].map {
      DateReader(orders: [], choice: try DateChoice($0), zone: zone)
    }
    var read = 0
    for _ in 0..<50_000 {
      Self.cell(&random).withUnsafeBytes { cell in
        let times = Set(ordered.indices.compactMap { try? ordered[$0].time(cell) })
        do throws(SaleProblem) {
          let time = try open.time(cell)
          if times != [time] { Issue.record("\(CellText.quoted(cell))") }
          read += 1
        } catch {
          if times.count == 1 || error.message.utf8.count > 250 { Issue.record("\(error.message)") }
        }
        for index in chosen.indices { _ = try? chosen[index].time(cell) }
      }
    }
    #expect(read > 5000)
  }
}
