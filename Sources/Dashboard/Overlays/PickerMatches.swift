import SalesAnalytics
import SalesCore
import TextUI

/// A choice that matches what is typed.
struct PickerMatch: Equatable, Sendable {
  var choice: Choice
  /// Its index in the list it was taken from; nil where it stands in none.
  var index: Int?
  /// Which characters of its name match what was typed.
  var matched: [Int] = []
}

/// The rows of a picker, best match first. They are many, so they are kept until what they follow from changes.
struct PickerMatches: Equatable, Sendable {
  /// The data that matches are made from. Equal lists are mostly identical, which is cheap to see.
  struct Source: Equatable, Sendable {
    var regions: [RankedRow] = []
    var products: [RankedRow] = []
    var feed: [StoredSale] = []
    var typed: String
  }

  /// Nil where they are few enough to be made anew each time.
  var source: Source?
  var rows: [PickerMatch] = []
  /// How many there are with nothing typed.
  var total = 0
  /// Marked names that are not among the figures.
  var missing: [Choice] = []
}

extension Picker {
  /// Brings the rows in line with the figures and what is typed.
  mutating func match(in model: Model) {
    let source = PickerMatches.Source(model, self)
    if let source, source == matches.source, matches.missing.allSatisfy({ marks[$0] != nil }) { return }
    matches = PickerRows(model, self).matches
    matches.source = source
  }
}

extension PickerMatches.Source {
  fileprivate init?(_ model: Model, _ picker: Picker) {
    self.init(typed: picker.typed.value)
    switch picker.kind {
    case .period, .theme, .commands: return nil
    case .regions: regions = model.figures?.regionChoices ?? []
    case .products: products = model.figures?.productChoices ?? []
    case .search:
      regions = model.figures?.regionChoices ?? []
      products = model.figures?.productChoices ?? []
      feed = model.feed
    }
  }
}
