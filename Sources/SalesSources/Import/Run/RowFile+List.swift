import SalesCore

extension RowFile {
  /// True of JSON whose first records do not have the list that is to be unfolded.
  var lacksList: Bool { (scanner as? JSONScanner).map { !$0.each.isEmpty && !$0.hasList } ?? false }

  /// The problem that the records do not have the list, with the lists that they have. `asked` says who named it.
  func noList(
    _ each: String, asked: String, _ input: ImportInput, _ options: ReadOptions
  ) async throws -> ImportProblem {
    var scanner = scanner
    if input.canRewind {
      var options = options
      options.each = nil
      try await input.rewind()
      scanner = try await RowFile.open(input, options, wanted: []).scanner
    }
    // A list within a list is named without the number of its item.
    let paths = scanner.lists.map {
      $0.split(separator: ".").filter { !$0.allSatisfy(\.isNumber) }.joined(separator: ".")
    }
    let lists = ((scanner as? JSONScanner)?.firstList.map { [$0] } ?? []) + paths
    let known = lists.isEmpty ? "the records hold none" : "there are \(lists.joined(separator: ", "))"
    return .usage("\(asked): there is no list \"\(each)\"; \(known)")
  }
}
