package import SalesPipeline

/// The columns of a file that hold the fields of a sale: `amount=Total,product=Item`. The default column of a field has
/// the field's name.
package struct ColumnMap: Hashable, Sendable {
  enum Column: String, CaseIterable, Sendable {
    case id, time, amount, product, region, currency

    var isRequired: Bool { self != .id && self != .currency }
  }

  private var names: [Column: String] = [:]

  package init() {}

  package init(_ text: String) throws(SettingProblem) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, !pair[1].isEmpty else {
        throw SettingProblem("map", "\"\(part)\" must be a field and its column, such as amount=Total")
      }
      guard let column = Column(rawValue: pair[0]) else {
        let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingProblem("map", "\"\(pair[0])\" is not a field of a sale; those are \(known)")
      }
      guard names.updateValue(pair[1], forKey: column) == nil else {
        throw SettingProblem("map", "\(column.rawValue) is given twice")
      }
    }
  }

  func name(of column: Column) -> String { names[column] ?? column.rawValue }

  /// The index of each field's column in a header.
  func indices(in header: [String]) throws(ImportProblem) -> [Column: Int] {
    let keys = header.map(Self.key)
    var indices: [Column: Int] = [:]
    for column in Column.allCases {
      let wanted = Self.key(name(of: column))
      // One that occurs again is numbered.
      let found = keys.indices.filter { index in
        keys[index] == wanted || keys[index].hasPrefix(wanted + "#") && keys.contains(wanted)
      }
      guard found.count < 2 else {
        throw ImportProblem("the header names the column \"\(name(of: column))\" \(found.count) times")
      }
      if let index = found.first {
        indices[column] = index
      } else if column.isRequired || names[column] != nil {
        let there = header.map { "\"\($0)\"" }.joined(separator: ", ")
        throw ImportProblem(
          "no column \"\(name(of: column))\" for \(column.rawValue); there are \(there). "
            + "Name the right one with --map \(column.rawValue)=COLUMN")
      }
    }
    return indices
  }

  /// Columns are compared without case and surrounding spaces.
  private static func key(_ name: String) -> String {
    String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()).lowercased()
  }
}

/// A file as a whole cannot be imported. The message may quote the file: sanitise it before it reaches a terminal.
package struct ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var message: String

  init(_ message: String) { self.message = message }

  package var description: String { message }
}
