import SalesCore

/// The currency of rows that name none, and the one that the store counts.
struct CurrencyDecision {
  let ofRows: Currency
  let reporting: Currency
  let origin: CurrencyOrigin

  init(_ proof: FileProof, _ options: ReadOptions, _ target: ImportTarget) throws(ImportProblem) {
    if let fixed = options.currency ?? target.currency {
      (ofRows, reporting) = (fixed, target.currency ?? fixed)
      origin = .given
      return
    }
    let named = proof.currencies.filter { Currency.named($0.key) != nil }
    let marks = Set(proof.amounts.currencies.compactMap(\.mark.only))
    let most = named.max { ($0.value, $1.key) < ($1.value, $0.key) }
    if let most, let currency = Currency.named(most.key) {
      // Other rows are rejected and added up. A currency of half of the rows is not taken for that of the store, nor for
      // that of rows that name none.
      let isUsual = named.count == 1 && currency == target.fallback
      guard isUsual || most.value * 2 > proof.currencies.values.reduce(0, +) else {
        throw Self.undecided(proof.currencies)
      }
      (ofRows, reporting) = (currency, currency)
      origin = named.count == 1 ? .file : .mostRows
    } else {
      let currency = marks.first ?? target.fallback
      // A sign of several currencies beside another one may be any of its own.
      let others = proof.amounts.currencies.filter { seen in
        !seen.mark.fits(currency)
          || seen.mark.only == nil && proof.amounts.currencies.count > 1 && Self.usual[seen.mark.text] != currency.code
      }
      guard others.isEmpty else {
        let seen = proof.amounts.currencies.map { "\($0.mark.text) (line \($0.line))" }
        throw ImportProblem(
          "the amounts are in \(seen.joined(separator: ", ")); say which currency the store counts with --currency")
      }
      (ofRows, reporting) = (currency, currency)
      origin = marks.isEmpty ? .standard : .file
    }
  }

  /// The currency that a sign stands for where its code stands beside other amounts: `$1.50` and `USD 2.00`.
  private static let usual = ["$": "USD", "£": "GBP", "¥": "JPY"]

  private static func undecided(_ named: [String: Int]) -> ImportProblem {
    let counts = named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key.isEmpty ? "no currency" : $0.key) (\($0.value) rows)" }
    return ImportProblem(
      "the amounts are in \(counts.prefix(6).joined(separator: ", ")); say which currency the store counts with --currency"
    )
  }
}

/// Where the currency that the store counts comes from.
package enum CurrencyOrigin: Hashable, Sendable {
  /// A store, a setting or an option.
  case given
  case file
  /// Most rows have it, and the others are not counted.
  case mostRows
  /// Nothing names one.
  case standard
}
