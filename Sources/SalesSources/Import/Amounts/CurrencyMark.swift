package import SalesCore

/// The sign or code of a currency beside an amount, such as `$`, `kr` or `EUR`. One sign can stand for several
/// currencies.
package struct CurrencyMark: Hashable, Sendable {
  /// Among the entries of `CurrencyMarkTable`.
  private let index: Int

  /// As it is usually written.
  package var text: String { CurrencyMarkTable.entries[index].text }

  /// True where the mark can stand for this currency: `$` for every dollar and peso, a code for itself.
  package func fits(_ currency: Currency) -> Bool { CurrencyMarkTable.entries[index].currencies.contains(currency) }

  /// The only currency that the mark stands for; nil where there are several.
  package var only: Currency? {
    let currencies = CurrencyMarkTable.entries[index].currencies
    return currencies.count == 1 ? currencies[0] : nil
  }

  /// The mark for two that stand beside one amount, as in `$12.50 CAD`: the one that says more. Nil where they
  /// contradict each other.
  func joined(_ other: CurrencyMark) -> CurrencyMark? {
    if self == other { return self }
    if let only, other.fits(only) { return self }
    if let otherOnly = other.only, fits(otherOnly) { return other }
    return nil
  }

  /// The longest mark that begins at an index, without regard to case, and the number of its bytes.
  static func match(in text: UnsafeRawBufferPointer, at index: Int) -> (mark: CurrencyMark, length: Int)? {
    let table = CurrencyMarkTable.byFirstByte[Int(CurrencyMarkTable.folded(text[index]))]
    for candidate in table where matches(candidate, text, at: index) {
      return (CurrencyMark(index: candidate), CurrencyMarkTable.entries[candidate].spelling.count)
    }
    return nil
  }

  private static func matches(_ candidate: Int, _ text: UnsafeRawBufferPointer, at index: Int) -> Bool {
    let spelling = CurrencyMarkTable.entries[candidate].spelling
    let end = index + spelling.count
    guard end <= text.count else { return false }
    for offset in spelling.indices where CurrencyMarkTable.folded(text[index + offset]) != spelling[offset] {
      return false
    }
    // `kr` is no mark in `kroner`.
    let isWord = CurrencyMarkTable.isLetter(spelling[spelling.count - 1])
    return !(isWord && end < text.count && CurrencyMarkTable.isLetter(text[end]))
  }
}
