import Foundation
import SalesAnalytics
import SalesCore
import TextUI

/// A row of a picker as it stands now.
struct PickerRow: Sendable {
  var choice: Choice
  var label: String
  /// Region, product or sale, in pickers that mix them.
  var kind: String?
  /// Its part of the whole, or the time a period covers.
  var detail: String
  /// Indices of the label's characters that match the typed text.
  var matched: [Int] = []
  /// The whole row where it is a command of the palette.
  var offered: PickerList.Row?
}

/// Works out a picker's rows from the figures.
struct PickerRows {
  let model: Model
  let picker: Picker
  /// Of the command palette.
  private let offers: [CommandOffers.Offer]

  init(_ model: Model, _ picker: Picker) {
    self.model = model
    self.picker = picker
    offers = picker.kind == .commands ? CommandOffers(model: model, typed: picker.typed.value).all : []
  }

  var matches: PickerMatches {
    switch picker.kind {
    case .period: return PickerMatches(rows: periods, total: Period.presets.count)
    case .theme:
      let themes = model.setup.themes.map { PickerMatch(choice: .theme($0.name)) }
      return PickerMatches(rows: ranked(themes), total: themes.count)
    case .regions, .products:
      let missing = missing
      let all = choices + missing.map { PickerMatch(choice: $0) }
      return PickerMatches(rows: whole + ranked(all), total: all.count + uncounted, missing: missing)
    case .commands:
      let found = PickerList.Row.ranked(offers.map(\.row), by: picker.typed.value)
      let rows = found.map {
        PickerMatch(choice: .command(offers[$0.index].command), index: $0.index, matched: $0.row.matched)
      }
      return PickerMatches(rows: rows, total: offers.count)
    case .search:
      let missing = missing
      let all = choices + missing.map { PickerMatch(choice: $0) }
      return PickerMatches(rows: ranked(all) + sales, total: all.count + model.feed.count, missing: missing)
    }
  }

  /// The row for all is none of them.
  var uncounted: Int { picker.kind == .regions || picker.kind == .products ? 1 : 0 }

  /// The problem of a typed period; nil while the text could still become one of those offered.
  var problem: String? {
    guard picker.kind == .period, periods.isEmpty else { return nil }
    do {
      _ = try Period(parsing: picker.typed.value)
      return nil
    } catch {
      return error.instead
    }
  }

  private var whole: [PickerMatch] {
    picker.needle.isEmpty && !picker.excludes ? [PickerMatch(choice: .all)] : []
  }

  private var regions: [RankedRow] { picker.kind == .products ? [] : model.figures?.regionChoices ?? [] }
  private var products: [RankedRow] { picker.kind == .regions ? [] : model.figures?.productChoices ?? [] }

  /// All that sold in the period.
  private var choices: [PickerMatch] {
    regions.enumerated().map { PickerMatch(choice: .region($1.name), index: $0) }
      + products.enumerated().map { PickerMatch(choice: .product($1.name), index: $0) }
  }

  /// Marked names that sold nothing.
  private var missing: [Choice] {
    guard !picker.marks.isEmpty else { return [] }
    let known = Set(regions.map { Choice.region($0.name) } + products.map { Choice.product($0.name) })
    return picker.marks.keys.filter { !known.contains($0) }.sorted { $0.name < $1.name }
  }

  private func ranked(_ all: [PickerMatch]) -> [PickerMatch] {
    guard !picker.needle.isEmpty else { return all }
    let needle = picker.needle.plain
    return Self.best(all) { FuzzyMatch(needle, in: $0.choice.name.plain) }
  }

  /// Those that match, the best first, equal ones in their order.
  private static func best(_ all: [PickerMatch], _ match: (PickerMatch) -> FuzzyMatch?) -> [PickerMatch] {
    let matching = all.enumerated().compactMap { index, item -> (score: Int, index: Int, matched: [Int])? in
      match(item).map { ($0.score, index, $0.positions) }
    }
    return matching.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map { found in
      var item = all[found.index]
      item.matched = found.matched
      return item
    }
  }

  private static let mostSales = 20

  /// The newest sales whose product, region or id holds what was typed. They cannot be left out.
  private var sales: [PickerMatch] {
    let needle = picker.needle.plain.lowercased()
    guard !needle.isEmpty, !picker.excludes else { return [] }
    func holds(_ text: String) -> Bool { text.plain.lowercased().contains(needle) }
    let found = model.feed.indices.lazy.filter {
      let sale = model.feed[$0].sale
      return holds(sale.product) || holds(sale.region) || holds(sale.id)
    }
    return found.prefix(Self.mostSales).map { PickerMatch(choice: .sale(model.feed[$0].sale.id), index: $0) }
  }

  private var periods: [PickerMatch] {
    let text = picker.typed.value
    var offered = Period.presets
    if !offered.contains(model.period) { offered.insert(model.period, at: 0) }
    var rows = offered.map { PickerMatch(choice: .period($0)) }
    if !text.isEmpty {
      rows = Self.best(rows) { row in
        guard case .period(let period) = row.choice else { return nil }
        let matches = [FuzzyMatch(text, in: model.label(of: period)), FuzzyMatch(text, in: period.text)]
        return matches.compactMap { $0 }.max { $0.score < $1.score }
      }
    }
    // A period typed in full comes first, even where a preset contains it: "1h" is not "Last 1h ago".
    if let typed = try? Period(parsing: text) {
      return [PickerMatch(choice: .period(typed))] + rows.filter { $0.choice != .period(typed) }
    }
    return rows
  }
}

/// How they read.
extension PickerRows {
  func rows(_ matches: some Sequence<PickerMatch>) -> [PickerRow] {
    let all = [regions, products].map { $0.reduce(into: Totals.zero) { $0 += $1.totals } }
    return matches.map { match in
      var row = PickerRow(choice: match.choice, label: match.choice.name, detail: "", matched: match.matched)
      switch match.choice {
      case .period(let period): (row.label, row.detail) = (model.label(of: period), period.text)
      case .theme(let name): row.detail = model.setup.themes.first { $0.name == name }?.variant.rawValue ?? ""
      case .command: row.offered = match.index.map { offers[$0].row }
      case .all: row.label = picker.kind == .regions ? "All regions" : "All products"
      case .region: describe(&row, "region", regions, match.index, of: all[0])
      case .product: describe(&row, "product", products, match.index, of: all[1])
      case .sale: describeSale(&row, match.index)
      }
      return row
    }
  }

  private func describe(
    _ row: inout PickerRow, _ kind: String, _ ranked: [RankedRow], _ index: Int?, of whole: Totals
  ) {
    if picker.kind == .search { row.kind = kind }
    let known = index.flatMap { ranked.indices.contains($0) ? ranked[$0] : nil }
    row.detail = known.map { model.amounts.share($0.share(of: whole, by: .revenue)) } ?? model.amounts.dash
  }

  private func describeSale(_ row: inout PickerRow, _ index: Int?) {
    guard let index, model.feed.indices.contains(index) else { return }
    let sale = model.feed[index].sale
    let texts = FeedText(model)
    let time = texts.time(sale) + " "
    let names = "\(sale.region) \(sale.product)"
    (row.label, row.kind, row.detail) = (time + names, "sale", texts.amount(sale))
    let plain = names.plain.lowercased()
    let needle = picker.needle.plain.lowercased()
    if let range = plain.firstRange(of: needle) {
      let start = time.count + plain.distance(from: plain.startIndex, to: range.lowerBound)
      row.matched = Array(start..<start + needle.count)
    }
  }
}

extension String {
  /// Without accents, character by character, so that indices in both are the same.
  fileprivate var plain: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    return String(map { String($0).folding(options: .diacriticInsensitive, locale: nil).first ?? $0 })
  }
}
