import SalesCore
import SalesPipeline

/// A pattern for dates in the letters of Unicode and Java, such as `dd.MM.yyyy HH:mm:ss`. It reads what it describes
/// and nothing else.
///
/// Numbers may lack their leading zero where something stands between them, and a blank is one or more blanks. The
/// lower-case spelling of spreadsheets, `dd/mm/yyyy hh:mm`, is understood as well. Hours are 1 to 12 beside an `a`,
/// else 0 to 23.
struct DatePattern: Hashable, Sendable {
  enum Element: Hashable, Sendable {
    /// `digits` is nil for one or two digits.
    case number(Field, digits: Int?)
    case monthName
    case weekday
    case half
    case zone
    case blank
    case literal([UInt8])
  }

  enum Field: String, Hashable, Sendable {
    case year, month, day, hour, minute, second, fraction
  }

  let elements: [Element]

  init(_ text: String) throws(SettingProblem) {
    let runs = try DatePatternRun.runs(of: text)
    var elements: [Element] = []
    for index in runs.indices { elements.append(try Self.element(runs, index, text)) }
    self.elements = elements
    try check(text, counts24: runs.contains { $0.letter == "H" })
  }

  private static func element(
    _ runs: [DatePatternRun], _ index: Int, _ text: String
  ) throws(SettingProblem) -> Element {
    let (letter, count): (Character, Int)
    switch runs[index] {
    case .literal(let bytes): return .literal(bytes)
    case .blank: return .blank
    case .letters(let run, let length): (letter, count) = (run, length)
    }
    // Numbers side by side have as many digits as letters.
    let isPacked = isNumber(runs, index - 1) || isNumber(runs, index + 1)
    let digits = isPacked ? count : nil
    switch letter {
    case "y", "Y", "u":
      guard count != 3, count < 5 else { break }
      return .number(.year, digits: count == 1 ? 4 : count)
    case "M", "m":
      let isMinute = letter == "m" && DatePatternRun.isMinute(runs, index)
      if count > 2, count < 5, !isMinute { return .monthName }
      guard count < 3 else { break }
      return .number(isMinute ? .minute : .month, digits: digits)
    case "d", "D", "h", "H", "s":
      guard count < 3 else { break }
      return .number(letter == "s" ? .second : "dD".contains(letter) ? .day : .hour, digits: digits)
    case "S": return .number(.fraction, digits: digits)
    case "a": return .half
    case "E": return .weekday
    case "Z", "X", "x", "z": return .zone
    default: break
    }
    throw SettingProblem(
      "dates",
      "\"\(text)\": \(String(repeating: letter, count: count)) means nothing in a date; "
        + "yyyy yy MM MMM dd HH hh mm ss SSS a Z do, and dmy, mdy, ymd, epoch, epoch-ms, epoch-us, excel alone")
  }

  private static func isNumber(_ runs: [DatePatternRun], _ index: Int) -> Bool {
    guard runs.indices.contains(index), case .letters(let letter, let count) = runs[index] else { return false }
    return "yYudDhHsSmM".contains(letter) && !("mM".contains(letter) && count > 2)
  }

  private func check(_ text: String, counts24: Bool) throws(SettingProblem) {
    var fields: [Field: Int] = [:]
    for element in elements {
      if case .number(let field, _) = element { fields[field, default: 0] += 1 }
      if element == .monthName { fields[.month, default: 0] += 1 }
    }
    for (field, letters) in [(Field.year, "yyyy"), (.month, "MM"), (.day, "dd")] where fields[field] == nil {
      throw SettingProblem("dates", "\"\(text)\" has no \(field.rawValue); it is written \(letters)")
    }
    for field in [Field.year, .month, .day, .hour, .minute, .second, .fraction] where fields[field, default: 0] > 1 {
      let hint = field == .month ? "; minutes are written mm" : ""
      throw SettingProblem("dates", "\"\(text)\" has the \(field.rawValue) twice\(hint)")
    }
    for (field, larger) in [(Field.minute, Field.hour), (.second, .minute), (.fraction, .second)]
    where fields[field] != nil && fields[larger] == nil {
      throw SettingProblem("dates", "\"\(text)\" has the \(field.rawValue) without the \(larger.rawValue)")
    }
    if elements.contains(.half), fields[.hour] == nil || counts24 {
      throw SettingProblem("dates", "\"\(text)\" has a, which needs the hours that count to 12, hh")
    }
  }
}
