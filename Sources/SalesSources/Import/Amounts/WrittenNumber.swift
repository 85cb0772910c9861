import SalesCore

/// A number as a cell writes it, with its value under either decimal mark.
///
/// `1.234` is 1.234 with a decimal point and 1234 with a decimal comma; `12.50` is a number with a point only.
struct WrittenNumber {
  enum Fault: Error {
    /// The cell says that there is no number.
    case none
    case notANumber
    /// Full-width, Arabic or Indian digits.
    case otherDigits
    /// A number under neither mark.
    case grouping
    case range
    case twoCurrencies
    /// A number with a mark of bank statements, `CR` or `DR`: which of them is below zero depends on the bank.
    case credit
    case debit
  }

  /// The value with a decimal point; nil where it is no number with one.
  private(set) var point: ExactDecimal?
  /// The value with a decimal comma; nil where it is no number with one.
  private(set) var comma: ExactDecimal?
  private(set) var currency: CurrencyMark?
  private var hasMark = false

  /// Reads a bare cell.
  init(_ text: UnsafeRawBufferPointer) throws(Fault) {
    if let plain = Self.plain(text) {
      self = plain
      return
    }
    var scan = NumberScan(text: text)
    do throws(Fault) { try scan.run() } catch { throw Self.cause(of: error, in: text) }
    currency = scan.currency
    if scan.isZero {
      (point, comma) = (.zero, .zero)
      return
    }
    hasMark = scan.body.contains { $0 == DecimalMark.point.byte || $0 == DecimalMark.comma.byte }
    point = try NumberBody.value(of: scan, .point)
    comma = try hasMark ? NumberBody.value(of: scan, .comma) : point
    guard point != nil || comma != nil else { throw .grouping }
  }

  private init(point: ExactDecimal?, comma: ExactDecimal?, hasMark: Bool) {
    (self.point, self.comma, self.hasMark) = (point, comma, hasMark)
  }

  func value(_ mark: DecimalMark) -> ExactDecimal? { mark == .point ? point : comma }

  /// True where both marks give a number. The two then differ, for one takes as decimals what the other groups.
  var dependsOnMark: Bool { hasMark && point != nil && comma != nil }

  /// For messages, of a number that depends on the mark.
  func bothReadings(_ cell: String) -> String {
    let readings = "\(point?.text ?? "") with a decimal point and \(comma?.text ?? "") with a decimal comma"
    return "\(cell) is \(readings); say --decimal point or --decimal comma"
  }

  /// The usual form, a few digits with at most one point or comma; nil for any other.
  private static func plain(_ text: UnsafeRawBufferPointer) -> WrittenNumber? {
    guard (1...18).contains(text.count) else { return nil }
    var index = text[0] == UInt8(ascii: "-") ? 1 : 0
    let first = index
    var value: Int64 = 0
    var digits = 0
    var markAt: Int?
    while index < text.count {
      let byte = text[index]
      if byte &- 0x30 < 10 {
        value = value &* 10 &+ Int64(byte &- 0x30)
        digits &+= 1
      } else if markAt == nil, byte == DecimalMark.point.byte || byte == DecimalMark.comma.byte {
        markAt = index
      } else {
        return nil
      }
      index &+= 1
    }
    guard digits > 0 else { return nil }
    let coefficient = Int128(first == 1 ? -value : value)
    guard let whole = try? ExactDecimal(coefficient: coefficient, decimals: 0) else { return nil }
    guard let markAt else { return WrittenNumber(point: whole, comma: whole, hasMark: false) }
    let decimals = text.count - markAt - 1
    guard let decimal = try? ExactDecimal(coefficient: coefficient, decimals: decimals) else { return nil }
    let isGroup = decimals == 3 && (1...3).contains(markAt - first) && text[first] != UInt8(ascii: "0")
    let grouped = isGroup ? whole : nil
    let isPoint = text[markAt] == DecimalMark.point.byte
    return WrittenNumber(point: isPoint ? decimal : grouped, comma: isPoint ? grouped : decimal, hasMark: true)
  }
}

extension WrittenNumber {
  /// The fault that says most about a cell that is not a number.
  private static func cause(of fault: Fault, in text: UnsafeRawBufferPointer) -> Fault {
    guard fault == .notANumber else { return fault }
    if text.isEmpty || isDashes(text) || words.contains(String(decoding: text.prefix(8), as: UTF8.self).lowercased()) {
      return .none
    }
    return bookingSide(text) ?? (hasOtherDigits(text) ? .otherDigits : fault)
  }

  /// `.credit` or `.debit` where `CR` or `DR` stands before or behind a number, with or without a point.
  private static func bookingSide(_ text: UnsafeRawBufferPointer) -> Fault? {
    let hasPoint = text.last == DecimalMark.point.byte
    let whole = hasPoint ? UnsafeRawBufferPointer(rebasing: text.dropLast()) : text
    for (word, fault) in [("cr", Fault.credit), ("dr", .debit)] {
      let (isFirst, isLast) = (isWord(word, text.prefix(2)), isWord(word, whole.suffix(2)))
      guard isFirst || isLast else { continue }
      var rest = isLast ? whole.dropLast(2) : text.dropFirst(2)
      if !isLast, rest.first == DecimalMark.point.byte { rest = rest.dropFirst() }
      var scan = NumberScan(text: CellText.trimmed(UnsafeRawBufferPointer(rebasing: rest)))
      do throws(Fault) { try scan.run() } catch { continue }
      return fault
    }
    return nil
  }

  private static func isWord(_ word: String, _ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    word.utf8.elementsEqual(bytes.map(CurrencyMarkTable.folded))
  }

  /// The texts that programs write where there is no number.
  private static let words: Set = ["n/a", "na", "#n/a", "null", "none", "nil", "nan"]

  private static func isDashes(_ text: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < text.count {
      let length = max(CellText.dash(in: text, at: index), CellText.blank(in: text, at: index))
      guard length > 0 else { return false }
      index += length
    }
    return true
  }

  private static func hasOtherDigits(_ text: UnsafeRawBufferPointer) -> Bool {
    String(decoding: text.prefix(CellText.quoteLimit), as: UTF8.self).unicodeScalars.contains {
      !$0.isASCII && $0.properties.numericType == .decimal
    }
  }
}
