/// The order of the three numbers of a date such as `03/04/2026`.
enum DayOrder: String, CaseIterable, Sendable {
  case dmy
  case mdy
  case ymd

  /// For messages.
  var name: String {
    switch self {
    case .dmy: "day/month/year"
    case .mdy: "month/day/year"
    case .ymd: "year/month/day"
    }
  }

  var only: DayOrders { DayOrders(rawValue: 1 << UInt8(index)) }

  /// From 0, in the order of the cases.
  var index: Int {
    switch self {
    case .dmy: 0
    case .mdy: 1
    case .ymd: 2
    }
  }
}

/// Some of the orders.
struct DayOrders: OptionSet, Hashable, Sendable {
  var rawValue: UInt8

  static let all: DayOrders = [DayOrder.dmy.only, DayOrder.mdy.only, DayOrder.ymd.only]

  var list: [DayOrder] { DayOrder.allCases.filter { contains($0.only) } }

  /// For messages: `day/month/year or month/day/year`.
  var names: String { list.map(\.name).joined(separator: " or ") }

  /// For messages: `say --dates dmy or --dates mdy`.
  var advice: String { "say " + list.map { "--dates \($0.rawValue)" }.joined(separator: " or ") }
}
