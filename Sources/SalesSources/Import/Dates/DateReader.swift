package import Foundation
package import SalesCore

/// Reads the times of a column. `DateProof` makes it once the whole file was seen, or from a person's choice.
///
///     var reader = try proof.reader(zone: zone, choice: nil)
///     let time = try reader.time(cell)
package struct DateReader: Sendable {
  /// The orders that three numbers may have.
  private let orders: DayOrders
  /// Nil for the forms that need no pattern.
  private let choice: DateChoice?
  private var localTime: LocalTime
  private var namedZones = NamedZones()

  /// Three numbers are read if they mean one day under all the orders. A choice of an order is read like one that was
  /// proved; any other choice reads nothing but what it says.
  init(orders: DayOrders, choice: DateChoice?, zone: TimeZone) {
    if case .order(let order)? = choice?.way {
      self.orders = order.only
      self.choice = nil
    } else {
      self.orders = orders
      self.choice = choice
    }
    localTime = LocalTime(zone: zone)
  }

  package init(choice: DateChoice, zone: TimeZone) { self.init(orders: [], choice: choice, zone: zone) }

  /// A time without a zone is read as the wall clock of the reader's zone. Of a time that the clock shows twice it is
  /// the first.
  package mutating func time(_ cell: UnsafeRawBufferPointer) throws(SaleProblem) -> ReadTime {
    let text = CellText.bare(cell)
    guard !text.isEmpty else { throw SaleProblem(.missingField, "time is empty") }
    let time = try read(text)
    guard time.time >= .epoch else {
      throw SaleProblem(.timeRange, "time \(CellText.quoted(text)) is before 1970")
    }
    return time
  }

  private mutating func read(_ text: UnsafeRawBufferPointer) throws(SaleProblem) -> ReadTime {
    if choice == nil, let time = Timestamp(rfc3339: text) {
      return ReadTime(time: time, hasClock: true, hasZone: true)
    }
    let written: WrittenTime
    do throws(DateFault) { written = try parse(text) } catch { throw problem(error, text) }
    let wall = try days(written.day, text) * 86_400_000 + (written.clock ?? 0)
    guard let offset = written.offset else {
      // A day begins once, even where its midnight is repeated or skipped.
      let isUncertain = written.clock != nil && localTime.isUncertain(wall)
      return ReadTime(
        time: localTime.instant(wall), hasClock: written.clock != nil, hasZone: false, isUncertain: isUncertain)
    }
    let time = Timestamp(milliseconds: wall - offset)
    if let name = written.zoneName, let other = namedZones.offset(of: name, at: time), other != offset {
      throw problem(.twoZones, text)
    }
    return ReadTime(time: time, hasClock: written.clock != nil, hasZone: true)
  }

  private func parse(_ text: UnsafeRawBufferPointer) throws(DateFault) -> WrittenTime {
    var cursor = DateCursor(text)
    return switch choice?.way {
    case nil, .order: try DateParser.parse(text)
    case .epoch(let unit): try unit.read(&cursor)
    case .excel(let serial): try serial.read(&cursor)
    case .pattern(let pattern): try pattern.read(text)
    }
  }

  /// In days since 1970.
  private func days(_ day: WrittenTime.Day, _ text: UnsafeRawBufferPointer) throws(SaleProblem) -> Int64 {
    let open: OpenDay
    switch day {
    case .known(let days): return days
    case .open(let day): open = day
    }
    let fits = open.fits.intersection(orders)
    guard let order = DayOrder.allCases.first(where: { fits.contains($0.only) }), let date = open.date(order) else {
      throw misfit(open, text)
    }
    guard open.isSame(under: fits) else {
      let advice = fits.advice
      throw SaleProblem(.badTime, "time \(CellText.quoted(text)) can be \(open.readings(fits)); \(advice)")
    }
    return date.daysSinceEpoch
  }
}

extension DateReader {
  private func misfit(_ day: OpenDay, _ text: UnsafeRawBufferPointer) -> SaleProblem {
    guard !day.fits.isEmpty else { return problem(.noSuchDay, text) }
    let proven = day.hasLongYear ? orders.subtracting(DayOrder.ymd.only) : orders
    let others = (proven.isEmpty ? orders : proven).names
    return SaleProblem(
      .badTime, "time \(CellText.quoted(text)) can only be \(day.fits.names), but the dates are \(others)")
  }

  private func problem(_ fault: DateFault, _ text: UnsafeRawBufferPointer) -> SaleProblem {
    let time = "time \(CellText.quoted(text))"
    let message =
      switch fault {
      case .unknown: "\(time) \(unknown(text))"
      case .noSuchDay: "\(time) names a day that does not exist"
      case .noSuchClock: "\(time) names a time of day that does not exist"
      case .unknownZone: "\(time) names a zone that is not known"
      case .twoZones: "\(time) names two zones"
      case .digits(let epoch, let pattern):
        "\(time) can be a count since 1970 or a date; say --dates \(epoch) or --dates \(pattern)"
      }
    return SaleProblem(.badTime, message)
  }

  private func unknown(_ text: UnsafeRawBufferPointer) -> String {
    if let choice { return "is not written as --dates \(choice.text) says" }
    if ExcelSerial.isLikely(text) {
      return "is not a date that is known; if it is a spreadsheet's count of days, say --dates excel"
    }
    return "is not a date that is known; say how it is written with --dates"
  }
}
