import ConfigText

/// The columns of a file by the names that people and recipes give them: exactly, else without regard to case and to
/// the spaces around them.
struct ColumnNames: Sendable {
  let columns: [String]
  private let byName: [String: Int]
  private let byKey: [String: Int]

  init(_ columns: [String]) {
    self.columns = columns
    byName = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    byKey = Dictionary(columns.enumerated().map { (CSVHeader.key($1), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func index(of name: String) -> Int? { byName[name] ?? byKey[CSVHeader.key(name)] }

  func contains(_ names: [String]) -> Bool { names.allSatisfy { index(of: $0) != nil } }

  /// Nothing is known by that name; `asked` says who named it.
  func problem(_ name: String, asked: String) -> ImportProblem {
    let near = Suggestion.nearest(to: name.lowercased(), among: columns.map { $0.lowercased() })
      .flatMap { near in columns.first { $0.lowercased() == near } }
    return .usage(
      "\(asked): there is no column \"\(name)\""
        + (near.map { "; did you mean \"\($0)\"?" } ?? "") + "; there are \(listing)")
  }

  /// For messages: the names, at most thirty.
  var listing: String {
    let names = columns.prefix(30).map { "\"\($0)\"" }.joined(separator: ", ")
    return columns.count > 30 ? names + " and \(columns.count - 30) more" : names
  }
}
