extension JSONScanner {
  /// The paths of so many records and so many bytes are collected.
  private static let sampleRecords = 1000
  private static let sampleBytes = 4 << 20

  /// Reads the first records of `text`, of a live input only those that are there, and collects their paths. Throws
  /// `ImportProblem` where `each` is no path.
  static func open(_ text: ImportInput, each: String? = nil) async throws -> JSONScanner {
    var scanner = try JSONScanner(each: each)
    var probe = scanner
    var columns = JSONColumns()
    var rows = 0
    var head: [UInt8] = []
    while true {
      let step = probe.next()
      guard probe.input.consumed <= sampleBytes, probe.record <= sampleRecords else { break }
      if step == .end { break }
      if case .row = step {
        probe.note(&columns)
        rows += 1
      }
      guard step == .needsInput else { continue }
      // A record that is longer than any is passed over, and what is behind it is no longer in the sample.
      if text.isLive && rows > 0 || head.count > 2 * sampleBytes { break }
      let chunk = try await text.next()
      head += chunk
      if chunk.isEmpty { probe.input.end() } else { probe.input.feed(chunk) }
    }
    if probe.input.isEnded { scanner.input = InputBuffer(whole: head) } else { scanner.input.feed(head) }
    // A list is named by its whole path, as `each` takes it.
    let lists = probe.documentList.map { name in columns.lists.map { "\(name).\($0)" } } ?? columns.lists
    (scanner.columns, scanner.lists) = (columns.paths, lists)
    return scanner
  }

  private func note(_ columns: inout JSONColumns) {
    input.bytes.withUnsafeBytes { bytes in
      for level in base...each.count {
        let prefix = each[..<level].map { $0 + "." }.joined()
        columns.note(objects[level], of: bytes, prefix: prefix, list: level < each.count ? each[level] : nil)
      }
    }
  }
}
