/// The money of records that were left out because they bear another currency than the store's: a sum for each currency,
/// as far as the records tell it.
///
///     var money = LeftOutMoney()
///     for letter in letters { letter.bytes.withUnsafeBytes { money.add($0) } }
///     money.text  // currency: 3 records, 1500.00 USD, 20.00 GBP, 1 without a known amount
package struct LeftOutMoney: Sendable {
  package private(set) var records: Int64 = 0
  /// Of the records, those whose currency or amount cannot be read.
  package private(set) var untold: Int64 = 0
  /// In order of first appearance.
  package private(set) var sums: [(currency: Currency, minorUnits: Int64)] = []

  package init() {}

  /// Adds a dead letter of the reason `currency`.
  package mutating func add(_ record: UnsafeRawBufferPointer) {
    records += 1
    guard let (currency, amount) = Self.amount(of: record) else {
      untold += 1
      return
    }
    let index = sums.firstIndex { $0.currency == currency } ?? sums.count
    if index == sums.count { sums.append((currency, 0)) }
    let (sum, overflow) = sums[index].minorUnits.addingReportingOverflow(amount.minorUnits)
    if overflow { untold += 1 } else { sums[index].minorUnits = sum }
  }

  private static func amount(of record: UnsafeRawBufferPointer) -> (Currency, Money)? {
    guard let fields = try? RecordScanner.scan(record), let code = fields[.currency], code.kind == .string,
      let currency = Currency(code: String(decoding: code.bytes(in: record), as: UTF8.self).uppercased()),
      let number = fields[.amount], number.kind == .number,
      let amount = try? Money(decimal: number.bytes(in: record), currency: currency)
    else { return nil }
    return (currency, amount)
  }

  /// One line; nil without records.
  package var text: String? {
    guard records > 0 else { return nil }
    let parts =
      ["currency: \(records == 1 ? "1 record" : "\(records) records")"]
      + sums.map { "\(Money(minorUnits: $0.minorUnits).text($0.currency)) \($0.currency.code)" }
      + (untold > 0 ? ["\(untold) without a known amount"] : [])
    return parts.joined(separator: ", ")
  }
}
