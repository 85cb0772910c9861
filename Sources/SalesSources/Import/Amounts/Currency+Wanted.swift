import ConfigText
package import SalesCore

extension Currency {
  /// For a message on a code that is not listed: an ISO 4217 code such as USD; did you mean `EUR`?
  package static func wanted(insteadOf text: String) -> String {
    "an ISO 4217 code such as USD" + (nearest(to: text).map { "; did you mean `\($0)`?" } ?? "")
  }

  /// The code that a sign such as € stands for, or an often used one of the same letters, or with one letter changed.
  private static func nearest(to text: String) -> String? {
    if let mark = mark(of: text) { return mark.only?.code }
    let code = text.uppercased()
    return usual.first { $0.sorted() == code.sorted() } ?? Suggestion.nearest(to: code, among: usual)
  }

  private static func mark(of text: String) -> CurrencyMark? {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      guard !bytes.isEmpty, let (mark, length) = CurrencyMark.match(in: bytes, at: 0), length == bytes.count else {
        return nil
      }
      return mark
    }
  }

  private static let usual = [
    "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL",
    "MXN", "TRY", "ZAR", "KRW", "SGD", "HKD", "NZD", "AED", "ILS", "THB",
  ]
}
