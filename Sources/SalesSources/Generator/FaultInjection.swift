package import SalesPipeline

/// The shares of the sales that go wrong on purpose, from 0 to 1: `late=0.01,duplicate=0.01,malformed=0.001`. The
/// default is none.
package struct FaultInjection: Hashable, Sendable {
  /// Sales whose event time is moved back by minutes to hours.
  package var late: Double = 0
  /// Sales after which a recent record is sent again, byte by byte.
  package var duplicate: Double = 0
  /// Sales after which a record follows that is not a valid sale.
  package var malformed: Double = 0

  package static let none = FaultInjection()

  package var isNone: Bool { self == .none }

  private static let names = ["late", "duplicate", "malformed"]

  package init() {}

  package init(_ text: String) throws(SettingProblem) {
    var seen: Set<String> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = pair[0].trimmed
      guard Self.names.contains(name) else {
        let known = Self.names.joined(separator: ", ")
        throw SettingProblem("inject", "\"\(name)\" is no fault that can be injected; there are \(known)")
      }
      guard seen.insert(name).inserted else { throw SettingProblem("inject", "\(name) is given twice") }
      guard pair.count == 2, let share = Double(pair[1].trimmed), (0...1).contains(share) else {
        throw SettingProblem("inject", "\(name) needs a share between 0 and 1, such as \(name)=0.01")
      }
      switch name {
      case "late": late = share
      case "duplicate": duplicate = share
      default: malformed = share
      }
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
