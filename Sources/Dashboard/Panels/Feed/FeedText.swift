import Foundation
import SalesAnalytics
import SalesCore

/// The time and the amount of a sale as text.
struct FeedText {
  /// The smallest unit of a time.
  enum Precision { case minute, second, millisecond }

  let model: Model
  /// The day whose date is left out, in days of the local calendar: the period's only day, else that of the figures.
  private let today: Int64

  init(_ model: Model) {
    self.model = model
    func day(_ time: Timestamp) -> Int64 {
      model.setup.calendar.local(time).milliseconds.floorDivided(by: 86_400_000)
    }
    if let range = model.figures?.range, day(range.lowerBound) == day(range.upperBound - .milliseconds(1)) {
      today = day(range.lowerBound)
    } else {
      today = day(model.pictureTime)
    }
  }

  /// "14:32:07" today, "11-20 14:32" on another day.
  func time(_ sale: Sale, _ precision: Precision = .second) -> String {
    let local = model.setup.calendar.local(sale.time)
    let text = local.text
    let (date, clock) = (text.prefix(10), text.dropFirst(11))
    if isToday(local) {
      return precision == .millisecond ? Self.clock(local) : String(clock.prefix(precision == .minute ? 5 : 8))
    }
    if precision == .millisecond { return "\(date) \(Self.clock(local))" }
    let isThisYear = date.prefix(4) == Timestamp(milliseconds: today * 86_400_000).text.prefix(4)
    let short = isThisYear ? date.dropFirst(5) : date
    return precision == .minute ? String(short) : "\(short) \(clock.prefix(5))"
  }

  /// "14:32:07.095"
  private static func clock(_ local: Timestamp) -> String {
    let rest = local.milliseconds - local.milliseconds.floorDivided(by: 1000) * 1000
    return "\(local.text.dropFirst(11).prefix(8)).\(String(1000 + rest).dropFirst())"
  }

  private func isToday(_ local: Timestamp) -> Bool { local.milliseconds.floorDivided(by: 86_400_000) == today }

  func amount(_ sale: Sale) -> String { model.amounts.exact(sale.amount.minorUnits) }

  /// To the millisecond, with the offset from UTC and the zone.
  func exactTime(_ sale: Sale) -> String {
    let local = model.setup.calendar.local(sale.time)
    let minutes = abs(local.milliseconds - sale.time.milliseconds) / 60_000
    let sign = local < sale.time ? "-" : "+"
    let parts = [minutes / 60, minutes % 60].map { String(100 + $0).dropFirst() }
    return
      "\(local.text.prefix(10)) \(Self.clock(local)) \(sign)\(parts[0]):\(parts[1])  \(model.setup.calendar.timeZone.identifier)"
  }
}
