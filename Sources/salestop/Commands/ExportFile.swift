import Foundation
import Platform
import SalesAnalytics
import SalesCore
import SalesPipeline

/// Writes the rows of a selection as CSV, or a picture, to a file.
struct ExportFile {
  private let writer: CSVWriter

  init(_ settings: StoreSettings, style: CSVStyle = CSVStyle()) {
    writer = CSVWriter(
      currency: settings.rules.currency, calendar: ReportingCalendar(of: settings), style: style)
  }

  var calendar: ReportingCalendar { writer.calendar }

  func csv(_ rows: [WindowRow]) -> [UInt8] { writer.bytes(rows) }

  /// Replaces the file. Writes beside it first: a full disk leaves no half of a file. Returns the path as written.
  func write(_ rows: [WindowRow], to path: String) throws -> String {
    try Self.telling(path) { () throws(AtomicFile.Failure) in
      try AtomicFile(path).write(csv(rows))
      return path
    }
  }

  /// Writes `salestop-20261121-143207.csv` in the current folder, or the next free name. Returns its path.
  func writeNew(_ rows: [WindowRow], now: Timestamp) throws -> String {
    try Self.writeNew(csv(rows), now: now, ending: "csv")
  }

  /// The same for any file.
  static func writeNew(_ bytes: [UInt8], now: Timestamp, ending: String) throws -> String {
    let digits = now.text.filter(\.isNumber)
    let name = "salestop-\(digits.prefix(8))-\(digits.dropFirst(8).prefix(6)).\(ending)"
    return try telling(name) { () throws(AtomicFile.Failure) in try AtomicFile(name).writeNew(bytes) }
  }

  private static func telling(
    _ path: String, _ write: () throws(AtomicFile.Failure) -> String
  ) throws(BackendError) -> String {
    do throws(AtomicFile.Failure) {
      return URL(fileURLWithPath: try write()).path
    } catch {
      throw BackendError(.inputOutput, during: "write \(path)", detail: error.description)
    }
  }
}
