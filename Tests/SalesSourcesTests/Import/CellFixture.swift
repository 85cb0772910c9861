import SalesCore
import SalesPipeline

@testable import SalesSources

extension String {
  /// Calls `body` with the text as a cell of a file.
  func withCell<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Array(utf8).withUnsafeBytes { body($0) }
  }
}

extension NumberReader {
  /// The value, and behind it the currency; for a refusal `!` and its reason.
  func told(_ cell: String) -> String {
    cell.withCell { bytes in
      do throws(SaleProblem) {
        let number = try read(bytes)
        return ([number.value.text] + [number.currency?.text].compactMap { $0 }).joined(separator: " ")
      } catch {
        return "! \(error.reason.rawValue)"
      }
    }
  }

  func message(_ cell: String) -> String {
    cell.withCell { bytes in
      do throws(SaleProblem) { return try read(bytes).value.text } catch { return error.message }
    }
  }
}

extension DateReader {
  /// The instant, with `, day` and `, local` where the cell names no time of day and no zone; for a refusal `!` and its
  /// reason.
  mutating func told(_ cell: String) -> String {
    cell.withCell { bytes in
      do throws(SaleProblem) {
        let time = try self.time(bytes)
        let text = time.time.text
        let instant = text.hasSuffix(".000Z") ? text.dropLast(5) + "Z" : text[...]
        return instant + (time.hasZone ? "" : time.hasClock ? ", local" : ", day")
      } catch {
        return "! \(error.reason.rawValue)"
      }
    }
  }

  mutating func message(_ cell: String) -> String {
    cell.withCell { bytes in
      do throws(SaleProblem) { return try time(bytes).time.text } catch { return error.message }
    }
  }
}
