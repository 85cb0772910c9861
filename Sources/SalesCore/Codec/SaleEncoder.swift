/// Writes a sale as one line of JSON, with the fields in the order id, time, amount, product, region, src, seq. The
/// amount has all decimals of the currency, so a sale has exactly one form.
package struct SaleEncoder: Sendable {
  package let currency: Currency

  package init(currency: Currency) { self.currency = currency }

  /// Appends the record without a line end.
  package func append(_ sale: Sale, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: #"{"id":"#.utf8)
    Self.appendText(sale.id, to: &bytes)
    bytes.append(contentsOf: #","time":""#.utf8)
    sale.time.appendText(to: &bytes)
    bytes.append(contentsOf: #"","amount":"#.utf8)
    sale.amount.appendText(to: &bytes, currency: currency)
    bytes.append(contentsOf: #","product":"#.utf8)
    Self.appendText(sale.product, to: &bytes)
    bytes.append(contentsOf: #","region":"#.utf8)
    Self.appendText(sale.region, to: &bytes)
    if let source = sale.source {
      bytes.append(contentsOf: #","src":"#.utf8)
      Self.appendText(source, to: &bytes)
    }
    if let sequence = sale.sequence {
      bytes.append(contentsOf: #","seq":"#.utf8)
      bytes.append(contentsOf: String(sequence).utf8)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends a JSON string, quotes included.
  package static func appendText(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendText(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// The same for bytes that are known to be UTF-8.
  package static func appendText(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    // Runs without escapes, nearly always all of the text, are copied at once.
    var start = 0
    for index in 0..<text.count where mustEscape(text[index]) {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      appendEscape(text[index], to: &bytes)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start...]))
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func mustEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
