import Foundation
import SalesCore
import SalesSources
import TextUI

/// The words for people about an import: how a file is read and what came of its rows.
enum ImportText {
  /// The whole check of one file, many lines.
  static func check(_ file: ExaminedFile, _ report: ImportReport) -> String {
    let detail = file.detail.isEmpty ? "" : ", \(file.detail)"
    var lines = ["\(URL(filePath: file.name).lastPathComponent)   \(origin(file))\(detail)"]
    let rules = report.example.map {
      [$0.name, shortened($0.rule, 40), shortened($0.cell, 36), "→", shortened($0.value, 44)]
    }
    if !rules.isEmpty {
      lines += Output.columns(rules, leading: [0, 1, 2, 3, 4]).split(separator: "\n").map { "  " + $0 }
    }
    lines += (notes(file) + notes(report)).map { "  " + $0 }
    lines += rejections(report).map { "  " + $0 }
    lines.append("  " + summary(report))
    return lines.map(Output.safe).joined(separator: "\n")
  }

  static func origin(_ file: ExaminedFile) -> String {
    switch file.origin {
    case .recognised: "\(file.recipe.title) (recognised by its columns; --recipe says otherwise)"
    case .named: "\(file.recipe.title) (as asked)"
    case .proposed: "read by the names of its columns; --map says otherwise"
    }
  }

  /// Decisions on how the file is read that a person should know of.
  static func notes(_ file: ExaminedFile) -> [String] {
    var notes: [String] = []
    if file.decimal == .comma { notes.append("numbers have a decimal comma") }
    if let zone = file.timeZone {
      notes.append("times without a zone are those of \(zone.usualName); --time-zone says otherwise")
    }
    if let zone = file.storeZone {
      notes.append(
        "the store cuts days by \(zone.usualName): a time near midnight may count to the day before or after")
    }
    notes += file.advice
    for (field, rule) in file.overridden {
      notes.append("\(field) is \(rule.asked), as asked; the recipe has \(rule.recipe)")
    }
    let currency = file.reporting.code
    switch file.currencyOrigin {
    case .given, .file: break
    case .mostRows: notes.append("the store counts \(currency), the currency of most rows; --currency says otherwise")
    case .standard: notes.append("nothing names the currency: it is taken for \(currency); --currency says otherwise")
    }
    if file.currency != file.reporting {
      notes.append("rows without a currency are in \(file.currency.code), and the store counts \(file.reporting.code)")
    }
    if !file.comparesAllIDs { notes.append("only the first 2,000,000 ids were compared with each other") }
    return notes
  }

  /// What was done to rows, beside those that were rejected.
  static func notes(_ report: ImportReport) -> [String] {
    var notes: [String] = []
    if report.sales > 0, report.clockless == report.sales {
      notes.append("no sale has a time of day: by hour the sales mean nothing")
    }
    if report.uncertain > 0 {
      notes.append(
        "\(count(report.uncertain, "sale")) at a time that a change of the clocks makes uncertain: the first of two hours is taken, and one that is left out is counted on"
      )
    }
    let passed = report.passedOver
    let over: [(Int, String)] = [
      (passed.blank, "blank"), (passed.repeatedHeaders, "repeated headers"), (passed.deleted, "deletions"),
      (passed.withoutItems, "orders without items"),
    ]
    let words = over.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if !words.isEmpty { notes.append("passed over: " + words.joined(separator: ", ")) }
    if report.rounded > 0 {
      notes.append("\(count(report.rounded, "amount")) rounded, which adds \(report.roundingSum.text) in all")
    }
    if report.cutNames > 0 { notes.append("names over 256 characters are cut in \(count(report.cutNames, "row"))") }
    return notes
  }

  /// A line for each reason: its count and the first rows.
  static func rejections(_ report: ImportReport) -> [String] {
    report.rejections.sorted { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }
      .flatMap { reason, rejection in
        let first = zip(rejection.lines, rejection.first).map { "line \($0): \(reason.rawValue): \($1)" }
        let more = rejection.count - Int64(first.count)
        return first
          + (more > 0
            ? ["\(reason.rawValue): \(rejection.count) rows in all, the first on line \(rejection.lines[0])"] : [])
      }
      + foreign(report)
  }

  private static func foreign(_ report: ImportReport) -> [String] {
    let sums = report.foreign.values.sorted { $0.currency.code < $1.currency.code }.map {
      "\(count($0.count, "row")) in \($0.currency.code), \(Money(minorUnits: $0.minorUnits).text($0.currency))"
    }
    return sums.isEmpty ? [] : ["not counted: " + sums.joined(separator: "; ")]
  }

  /// `64 rows: 61 sales (1 refund), 2 left out, 1 rejected   5204.10 USD`.
  static func summary(_ report: ImportReport) -> String {
    var parts = [count(report.sales, "sale")]
    if report.refunds > 0 { parts[0] += " (\(count(report.refunds, "refund")))" }
    if report.leftOut > 0 { parts.append("\(report.leftOut) left out (not: \(shortened(condition(report), 60)))") }
    if report.repeats > 0 { parts.append("\(report.repeats) repeated, which count once") }
    if report.rejected > 0 { parts.append("\(report.rejected) rejected") }
    let money = Money(minorUnits: report.revenueMinor).text(report.reporting)
    return "\(count(report.read, "row")): \(parts.joined(separator: ", "))   \(money) \(report.reporting.code)"
  }

  private static func count(_ count: Int64, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private static func condition(_ report: ImportReport) -> String { report.recipe.condition?.description ?? "" }

  private static func shortened(_ text: String, _ width: Int) -> String {
    text.count > width ? String(text.prefix(width - 1)) + "…" : text
  }
}
