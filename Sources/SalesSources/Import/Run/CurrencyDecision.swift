import SalesCore

/// The currency of rows that name none, and the one that the store counts.
struct CurrencyDecision {
  let ofRows: Currency
  let reporting: Currency

  init(_ proof: FileProof, _ options: ReadOptions, _ target: ImportTarget) throws(ImportProblem) {
    let named = proof.currencies.keys.compactMap { Currency(code: $0) }
    let marks = Set(proof.amounts.currencies.compactMap(\.mark.only))
    let fixed = options.currency ?? target.currency
    let seen = Set(named).union(named.isEmpty ? marks : [])
    if let fixed {
      ofRows = fixed
      reporting = target.currency ?? fixed
      return
    }
    guard seen.count < 2 else {
      let counts = proof.currencies.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key.isEmpty ? "none" : $0.key) (\($0.value) rows)" }
      let list = counts.isEmpty ? marks.map(\.code).sorted() : counts
      throw ImportProblem(
        "the amounts are in \(list.prefix(6).joined(separator: ", ")); say which currency the store counts with --currency"
      )
    }
    ofRows = seen.first ?? target.fallback
    reporting = ofRows
  }
}
