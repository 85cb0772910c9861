/// A field of a sale that a recipe calculates from a row.
package enum SaleField: String, CaseIterable, Sendable {
  case time, amount, product, region, currency

  /// A file without it cannot be imported.
  var isRequired: Bool { self != .currency }
}
