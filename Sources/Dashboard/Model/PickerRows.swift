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
    case .search: ranked(regions + products)
    case .theme: ranked(themes)
    }
  }

  /// How many there are with nothing typed.
  var total: Int {
    switch picker.kind {
    case .period: Period.presets.count
    case .regions: regions.count + 1
    case .products: products.count + 1
    case .search: regions.count + products.count
    case .theme: model.setup.themes.count
    }
  }

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
    let scored = rows.enumerated().compactMap { place, row in
      Match.score(needle, in: row.label).map { (score: $0, place: place, row: row) }
    }
    return scored.sorted { ($0.score, $0.place) < ($1.score, $1.place) }.map(\.row)
  }

  private var periods: [PickerRow] {
    let text = picker.typed.value
    var offered = Period.presets
    if !offered.contains(model.period) { offered.insert(model.period, at: 0) }
    var rows = offered.compactMap { period -> (Int, PickerRow)? in
      let score = [period.text, label(period)].compactMap { Match.score(text, in: $0) }.min()
      return (text.isEmpty ? 0 : score).map { ($0, row(period)) }
    }
    if !text.isEmpty {
      rows = rows.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element)
    }
    // What is typed in full comes first, even where a preset contains it: "1h" is not "Last 1h ago".
    if let typed = try? Period(parsing: text) {
      return [row(typed)] + rows.map(\.1).filter { $0.choice != .period(typed) }
    }
    return rows.map(\.1)
  }

  private func row(_ period: Period) -> PickerRow {
    PickerRow(choice: .period(period), label: label(period), detail: period.text)
  }

  private func label(_ period: Period) -> String { model.label(of: period) }
}

/// How well typed text fits a name, without regard to case and accents.
enum Match {
  /// Lower is better: 0 begins it, 1 begins a word of it, 2 is somewhere inside; nil does not fit.
  static func score(_ needle: String, in name: String) -> Int? {
    let needle = folded(needle)
    let name = folded(name)
    guard !needle.isEmpty else { return 0 }
    if name.starts(with: needle) { return 0 }
    var isInside = false
    for start in name.indices where name[start...].starts(with: needle) {
      if !name[start - 1].isLetter && !name[start - 1].isNumber { return 1 }
      isInside = true
    }
    return isInside ? 2 : nil
  }

  private static func folded(_ text: String) -> [Character] {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).map { $0 }
  }
}
