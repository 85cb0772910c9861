import Foundation
import Platform
import SalesAnalytics
import SalesCore
import SalesPipeline

/// Writes the rows of a selection as CSV, or a picture, to a file.
struct ExportFile {
  let currency: Currency
  var isRaw = false

  func csv(_ rows: [WindowRow]) -> Data {
    Data(CSVWriter(currency: currency, isRaw: isRaw).bytes(rows))
  }

  /// Writes beside the final name first: a full disk leaves no half of a file. Returns the path as written.
  func write(_ rows: [WindowRow], to path: String) throws -> String { try Self.write(csv(rows), to: path) }

  /// The same for any file.
  static func write(_ data: Data, to path: String) throws -> String {
    do throws(AtomicFile.Failure) {
      try AtomicFile(path).write(Array(data))
    } catch {
      throw BackendError(.inputOutput, during: "write \(path)", detail: error.description)
    }
    return URL(fileURLWithPath: path).path
  }

  /// `salestop-20261121-143207.csv` in the current folder.
  static func fileName(now: Timestamp, ending: String = "csv") -> String {
    let digits = now.text.filter(\.isNumber)
    return "salestop-\(digits.prefix(8))-\(digits.dropFirst(8).prefix(6)).\(ending)"
  }
}
