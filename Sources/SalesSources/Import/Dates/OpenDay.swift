import SalesCore

/// Three numbers that name a day, but not which of them is the day, the month and the year: `03/04/2026`. With the name
/// of a month in the middle, `26-Sep-03`, the year's place alone is open.
struct OpenDay: Hashable, Sendable {
  var first: DateNumber
  var second: DateNumber
  var third: DateNumber
  /// True where the second one was written as the month's name.
  var hasMonthName = false

  /// The day under an order; nil where there is no such day. A year of two digits is one of 1970 to 2069.
  func date(_ order: DayOrder) -> CivilDate? {
    switch order {
    case .dmy: date(year: third, month: second, day: first)
    // With a month's name that is any order but the one with the year first.
    case .mdy where hasMonthName: date(.dmy)
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

  /// True where the month has a name and just one of the other numbers can be a day, `5-Sep-26` or `99-Sep-03`: such a
  /// date is read under every order.
  var isEvident: Bool {
    hasMonthName && (first.count == 1 || third.count == 1 || !first.canBeDay || !third.canBeDay)
  }

  /// Some of the orders that it fits, as messages tell them: each of another reading where the month has a name.
  func told(_ orders: DayOrders) -> DayOrders {
    hasMonthName && orders.contains(DayOrder.dmy.only) ? orders.subtracting(DayOrder.mdy.only) : orders
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

  var canBeDay: Bool { (1...31).contains(value) }

  /// The year that they name; nil unless they are two or four. Two digits name one of 1970 to 2069.
  var year: Int64? {
    switch count {
    case 4: value
    case 2: value + (value < 70 ? 2000 : 1900)
    default: nil
    }
  }
}
