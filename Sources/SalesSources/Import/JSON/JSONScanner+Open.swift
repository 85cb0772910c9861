extension JSONScanner {
  /// The paths of so many records and so many bytes are collected at first, and so many paths of the others.
  private static let sampleRecords = 1000
  private static let sampleBytes = 4 << 20
  private static let mostNew = 500

  /// Reads the first records of `text`, of a live input only those that are there, and collects their paths. Throws
  /// `ImportProblem` where `each` is no path.
  static func open(_ text: ImportInput, each: String? = nil) async throws -> JSONScanner {
    var head = Head(text: text)
    var scanner = try JSONScanner(each: each)
    var probe = try await head.sample(scanner)
    if let name = probe.listWithCurrency {
      var unfolding = try JSONScanner(each: name)
      unfolding.isDocument = true
      let sample = try await head.sample(unfolding)
      if sample.notes.paths.contains(where: { $0.hasPrefix(name + ".") && isCurrency($0) }) {
        // The currency of an item is nearer to it.
        scanner.ignoresCurrency = true
        probe = try await head.sample(scanner)
      } else {
        (scanner, probe) = (unfolding, sample)
      }
    }
    scanner.take(probe)
    if head.isEnded { scanner.input = InputBuffer(whole: head.bytes) } else { scanner.input.feed(head.bytes) }
    return scanner
  }

  /// True of a path whose last part is a usual name of a currency.
  static func isCurrency(_ path: String) -> Bool {
    UsualNames.currency.contains(UsualNames.key(JSONPaths.names(path).last ?? ""))
  }

  /// The first bytes of an input.
  private struct Head {
    let text: ImportInput
    var bytes: [UInt8] = []
    var isEnded = false

    /// A scanner that has read the first records, from the first byte.
    mutating func sample(_ scanner: JSONScanner) async throws -> JSONScanner {
      var probe = scanner
      if isEnded { probe.input = InputBuffer(whole: bytes) } else { probe.input.feed(bytes) }
      probe.isNoting = true
      var rows = 0
      while probe.input.consumed <= sampleBytes, probe.record < sampleRecords || !probe.items.isEmpty {
        let step = probe.next()
        if step == .end { break }
        if case .row = step { rows += 1 }
        guard step == .needsInput else { continue }
        // A record that is longer than any is passed over, and what is behind it is no longer in the sample.
        if text.isLive && rows > 0 || bytes.count > 2 * sampleBytes { break }
        let chunk = try await text.next()
        bytes += chunk
        isEnded = chunk.isEmpty
        if isEnded { probe.input.end() } else { probe.input.feed(chunk) }
      }
      return probe
    }
  }

  /// Takes over what a sample tells of the columns.
  private mutating func take(_ sample: JSONScanner) {
    (notes, hasList) = (sample.notes, sample.hasList)
    knownPaths = notes.paths.count
    notes.most = knownPaths + Self.mostNew
    firstList = sample.documentList ?? (isDocument ? each.first : nil)
    // A list is named by its whole path, as `each` takes it.
    lists = sample.documentList.map { name in notes.lists.map { "\(name).\($0)" } } ?? notes.lists
    // Other values beside a document's list, such as its number of items or its day, are no fields of a sale.
    columns = isDocument ? notes.paths.filter { $0.hasPrefix(each[0] + ".") || Self.isCurrency($0) } : notes.paths
  }

  /// Notes the paths of a record or item, or of as much as there is of one.
  mutating func noteColumns(of object: Range<Int>, level: Int) {
    let prefix = each[..<level].map { $0 + "." }.joined()
    let list = level < each.count ? each[level] : nil
    var notes = notes
    self.notes = JSONColumns()
    input.bytes.withUnsafeBytes { notes.note(object, of: $0, prefix: prefix, list: list) }
    self.notes = notes
  }
}
