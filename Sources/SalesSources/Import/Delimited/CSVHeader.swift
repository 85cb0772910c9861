import Foundation
import SalesCore

/// The row of a CSV file that names its columns.
struct CSVHeader: Equatable {
  /// Without spaces around them. One that occurs again is `Amount#2`, one that is blank is `#4`, its column's number.
  var names: [String]
  /// As they stand in the file, without spaces around them.
  var cells: [[UInt8]]
  var separator: UInt8
  /// Where it stands, from 1.
  var line: Int
  var nextLine: Int
  /// The rows before it that were passed over: notes, titles, an Excel `sep=` line.
  var passedOver: Int

  init(cells: [[UInt8]], separator: UInt8, line: Int, nextLine: Int, passedOver: Int) {
    self.cells = cells
    self.separator = separator
    self.line = line
    self.nextLine = nextLine
    self.passedOver = passedOver
    names = Self.names(cells)
  }

  /// The columns that have no name, behind the first that has one.
  var unnamed: [Int] {
    let first = cells.firstIndex { !$0.isEmpty } ?? cells.count
    return cells.indices.filter { $0 > first && cells[$0].isEmpty }
  }

  /// Names are compared without case and surrounding spaces.
  static func key(_ name: String) -> String { trimmed(name).lowercased() }

  private static func trimmed(_ name: String) -> String {
    name.trimmingCharacters(in: blanks)
  }

  private static let blanks = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}\u{200B}"))

  private static func names(_ cells: [[UInt8]]) -> [String] {
    var taken: Set<String> = []
    return cells.enumerated().map { index, cell in
      let name = trimmed(String(decoding: cell, as: UTF8.self))
      var unique = name.isEmpty ? "#\(index + 1)" : name
      var count = 1
      while !taken.insert(key(unique)).inserted {
        count += 1
        unique = "\(name)#\(count)"
      }
      return unique
    }
  }
}
