import SalesCore

/// Three numbers that name a day, but not which of them is the day, the month and the year: `03/04/2026`.
struct OpenDay: Hashable, Sendable {
  var first: DateNumber
  var second: DateNumber
  var third: DateNumber

  /// The day under an order; nil where there is no such day. A year of two digits is one of 1970 to 2069.
  func date(_ order: DayOrder) -> CivilDate? {
    switch order {
    case .dmy: date(year: third, month: second, day: first)
    case .mdy: date(year: third, month: first, day: second)
    case .ymd: first.count == 2 ? date(year: first, month: second, day: third) : nil
    }
  }

  private func date(year: DateNumber, month: DateNumber, day: DateNumber) -> CivilDate? {
    guard let year = year.year, month.count <= 2, day.count <= 2 else { return nil }
    return CivilDate(year: year, month: month.value, day: day.value)
  }

  /// The orders under which there is such a day.
  var fits: DayOrders {
    DayOrder.allCases.reduce(into: []) { fits, order in
      if date(order) != nil { fits.insert(order.only) }
    }
  }

  /// True unless two of the orders give different days.
  func isSame(under orders: DayOrders) -> Bool {
    var found: CivilDate?
    for order in DayOrder.allCases where orders.contains(order.only) {
      guard let date = date(order) else { continue }
      if let found, found != date { return false }
      found = date
    }
    return true
  }

  /// True where four digits at the end name the year.
  var hasLongYear: Bool { third.count == 4 }

  /// The different days under some orders, for messages: `3 April or March 4`. Years are named where they differ.
  func readings(_ orders: DayOrders) -> String {
    let dates = orders.list.compactMap { order in date(order).map { (order: order, date: $0) } }
    let namesYears = Set(dates.map(\.date.year)).count > 1
    var seen: Set<CivilDate> = []
    return dates.filter { seen.insert($0.date).inserted }.map { order, date in
      let month = DateWords.englishMonths[Int(date.month) - 1]
      return switch order {
      case .dmy: "\(date.day) \(month)" + (namesYears ? " \(date.year)" : "")
      case .mdy: "\(month) \(date.day)" + (namesYears ? ", \(date.year)" : "")
      case .ymd: "\(date.year) \(month) \(date.day)"
      }
    }.joined(separator: " or ")
  }
}

/// Digits of a date: their value, and how many they are.
struct DateNumber: Hashable, Sendable {
  var value: Int64
  var count: Int

  /// The year that they name; nil unless they are two or four. Two digits name one of 1970 to 2069.
  var year: Int64? {
    switch count {
    case 4: value
    case 2: value + (value < 70 ? 2000 : 1900)
    default: nil
    }
  }
}
