import Foundation
import SalesCore
import TextUI

/// A row of a picker as it stands now.
struct PickerRow: Equatable, Sendable {
  var choice: Choice
  var label: String
  /// What kind of thing it is, where a picker mixes them.
  var kind: String?
  /// Its part of the whole, or the time a period covers.
  var detail: String
  /// Which characters of the label match what was typed.
  var matched: [Int] = []
}

/// Works out a picker's rows from the figures, best match first.
struct PickerRows {
  let model: Model
  let picker: Picker

  init(_ model: Model, _ picker: Picker) {
    self.model = model
    self.picker = picker
  }

  var rows: [PickerRow] {
    switch picker.kind {
    case .period: periods
    case .regions: all("All regions") + ranked(regions)
    case .products: all("All products") + ranked(products)
    case .search: ranked(regions + products) + sales
    case .theme: ranked(themes)
    }
  }

  /// How many there are with nothing typed.
  var total: Int {
    switch picker.kind {
    case .period: Period.presets.count
    case .regions: regions.count + uncounted
    case .products: products.count + uncounted
    case .search: regions.count + products.count + model.feed.count
    case .theme: model.setup.themes.count
    }
  }

  /// The row for all is none of them.
  var uncounted: Int { picker.kind == .regions || picker.kind == .products ? 1 : 0 }

  var choices: [Choice] { rows.map(\.choice) }

  /// What is wrong with a period being typed; nil while it could still become one of those offered.
  var problem: String? {
    guard picker.kind == .period, rows.isEmpty else { return nil }
    do {
      _ = try Period(parsing: picker.typed.value)
      return nil
    } catch {
      return error.instead
    }
  }

  private func all(_ label: String) -> [PickerRow] {
    picker.needle.isEmpty && !picker.excludes ? [PickerRow(choice: .all, label: label, detail: "")] : []
  }

  private var themes: [PickerRow] {
    model.setup.themes.map {
      PickerRow(choice: .theme($0.name), label: $0.name, detail: $0.variant.rawValue)
    }
  }

  private var regions: [PickerRow] {
    choices(
      model.figures?.regionChoices ?? [],
      marked: picker.marks.keys.compactMap { if case .region(let name) = $0 { name } else { nil } }
    ) {
      PickerRow(choice: .region($0), label: $0, kind: picker.kind == .search ? "region" : nil, detail: $1)
    }
  }

  private var products: [PickerRow] {
    choices(
      model.figures?.productChoices ?? [],
      marked: picker.marks.keys.compactMap { if case .product(let name) = $0 { name } else { nil } }
    ) {
      PickerRow(choice: .product($0), label: $0, kind: picker.kind == .search ? "product" : nil, detail: $1)
    }
  }

  /// All that sold in the period, and what is marked though it did not.
  private func choices(
    _ ranked: [RankedRow], marked: [String], row: (String, String) -> PickerRow
  ) -> [PickerRow] {
    let whole = ranked.reduce(into: Totals.zero) { $0 += $1.totals }
    let amounts = model.amounts
    let known = Set(ranked.map(\.name))
    return ranked.map { row($0.name, amounts.share($0.share(of: whole, by: .revenue))) }
      + marked.filter { !known.contains($0) }.sorted().map { row($0, model.amounts.dash) }
  }

  private func ranked(_ rows: [PickerRow]) -> [PickerRow] {
    let needle = picker.needle
    guard !needle.isEmpty else { return rows }
    return Self.best(rows.map { ($0, FuzzyMatch(needle.plain, in: $0.label.plain)) })
  }

  /// Those that match, the best first, equal ones in their order.
  private static func best(_ rows: [(row: PickerRow, match: FuzzyMatch?)]) -> [PickerRow] {
    let matching = rows.enumerated().compactMap { place, item -> (score: Int, place: Int, row: PickerRow)? in
      guard let match = item.match else { return nil }
      var row = item.row
      row.matched = match.positions
      return (match.score, place, row)
    }
    return matching.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.row)
  }

  private static let mostSales = 20

  /// The newest sales whose product, region or id holds what was typed. They cannot be left out.
  private var sales: [PickerRow] {
    let needle = picker.needle.plain.lowercased()
    guard !needle.isEmpty, !picker.excludes else { return [] }
    func holds(_ text: String) -> Bool { text.plain.lowercased().contains(needle) }
    let found = model.feed.lazy.map(\.sale).filter { holds($0.product) || holds($0.region) || holds($0.id) }
    let texts = FeedText(model)
    return found.prefix(Self.mostSales).map { sale in
      let time = texts.time(sale) + " "
      let names = "\(sale.region) \(sale.product)"
      var row = PickerRow(choice: .sale(sale.id), label: time + names, kind: "sale", detail: texts.amount(sale))
      let plain = names.plain.lowercased()
      if let range = plain.firstRange(of: needle) {
        let start = time.count + plain.distance(from: plain.startIndex, to: range.lowerBound)
        row.matched = Array(start..<start + needle.count)
      }
      return row
    }
  }

  private var periods: [PickerRow] {
    let text = picker.typed.value
    var offered = Period.presets
    if !offered.contains(model.period) { offered.insert(model.period, at: 0) }
    var rows = offered.map(row)
    if !text.isEmpty {
      rows = Self.best(
        zip(offered, rows).map { period, row in
          let matches = [FuzzyMatch(text, in: row.label), FuzzyMatch(text, in: period.text)].compactMap { $0 }
          return (row, matches.max { $0.score < $1.score })
        })
    }
    // What is typed in full comes first, even where a preset contains it: "1h" is not "Last 1h ago".
    if let typed = try? Period(parsing: text) {
      return [row(typed)] + rows.filter { $0.choice != .period(typed) }
    }
    return rows
  }

  private func row(_ period: Period) -> PickerRow {
    PickerRow(choice: .period(period), label: label(period), detail: period.text)
  }

  private func label(_ period: Period) -> String { model.label(of: period) }
}

extension String {
  /// Without accents, character by character, so that places in both are the same.
  fileprivate var plain: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    return String(map { String($0).folding(options: .diacriticInsensitive, locale: nil).first ?? $0 })
  }
}
