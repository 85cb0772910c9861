package import Foundation
package import SalesCore

/// Proves how the dates of a whole file are written: in which order day and month stand.
///
///     var proof = DateProof(latest: latest)
///     for row in rows { proof.add(row.time, line: row.line) }
///     var reader = try proof.reader(zone: zone, choice: nil)
package struct DateProof: Sendable {
  /// The cells that name a day and no time of day.
  package private(set) var dayOnly = 0
  /// The cells that name no zone, days among them.
  package private(set) var zoneless = 0
  private var orders: OrderProof

  /// Of sales until `latest`: a cell that can only be a later day, or one more than 60 years before, proves nothing.
  package init(latest: Timestamp = .distantFuture) { orders = OrderProof(likely: LikelyDays(latest: latest)) }

  /// Adds a cell of the column of times. One that is not in a form that needs no pattern proves nothing, and is not
  /// counted.
  package mutating func add(_ cell: UnsafeRawBufferPointer, line: Int) {
    let text = CellText.bare(cell)
    // The usual form, which has both a time of day and a zone.
    if Timestamp(rfc3339: text) != nil { return }
    guard let written = try? DateParser.parse(text) else { return }
    if written.clock == nil { dayOnly += 1 }
    if written.offset == nil { zoneless += 1 }
    if case .open(let day) = written.day { orders.add(day, text, line: line) }
  }

  /// The reader of the dates, by the choice of a person where there is one. Throws where the cells contradict each
  /// other, and where nothing decides between two readings.
  package func reader(zone: TimeZone, choice: DateChoice?) throws(ReadingProblem) -> DateReader {
    let orders = try choice == nil ? orders.decided() : []
    return DateReader(orders: orders, choice: choice, zone: zone)
  }
}
