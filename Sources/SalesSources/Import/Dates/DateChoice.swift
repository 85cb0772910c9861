package import SalesPipeline

/// The way that the dates of a file are written, as a person said it: an order of day, month and year, a count of
/// seconds or days, or a pattern.
///
///     try DateChoice("dmy")               // 03/04/2026 is 3 April
///     try DateChoice("excel")             // 45992.5
///     try DateChoice("dd.MM.yyyy HH:mm")  // nothing but dates such as 31.12.2025 13:05
package struct DateChoice: Hashable, Sendable {
  enum Way: Hashable, Sendable {
    case order(DayOrder)
    case epoch(EpochUnit)
    case excel(ExcelSerial)
    case pattern(DatePattern)
  }

  /// As the person wrote it.
  package let text: String
  let way: Way

  package init(_ text: String) throws(SettingProblem) {
    self.text = text
    if let order = DayOrder(rawValue: text.lowercased()) {
      way = .order(order)
    } else if let unit = EpochUnit(rawValue: text) {
      way = .epoch(unit)
    } else if let serial = ExcelSerial(rawValue: text) {
      way = .excel(serial)
    } else {
      way = .pattern(try DatePattern(text))
    }
  }
}
