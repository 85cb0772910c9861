extension RowFile {
  /// Opens an input from its start. `wanted` are sets of columns of which a header has one, whole.
  static func open(_ input: ImportInput, _ read: ReadOptions, wanted: [[String]]) async throws -> RowFile {
    var options = Options()
    options.encoding = read.encoding
    options.isJSON = read.format.map { $0 == .json }
    options.csv.wanted = wanted
    options.csv.skip = read.skip
    options.each = read.each
    return try await open(input, options)
  }

  var format: ImportFormat { isJSON ? .json : .csv }
}
