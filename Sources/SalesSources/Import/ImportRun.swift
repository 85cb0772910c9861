import SalesCore
import SalesPipeline

/// The state of one running import: its input, its counts and its callbacks.
struct ImportRun<C: Clock> where C.Duration == Duration {
  let input: ImportInput
  var sender: ImportSender<C>
  var summary = ImportSummary()
  private var bytes: Int64 = 0
  private let onRejected: @Sendable (RejectedRow) -> Void
  private let onProgress: @Sendable (ImportProgress) -> Void

  /// A file's first bytes and the format that they show.
  struct Start {
    var input: InputBuffer
    var format: ImportFormat
  }

  init(
    input: ImportInput, sender: ImportSender<C>, onRejected: @escaping @Sendable (RejectedRow) -> Void,
    onProgress: @escaping @Sendable (ImportProgress) -> Void
  ) {
    self.input = input
    self.sender = sender
    self.onRejected = onRejected
    self.onProgress = onProgress
  }

  /// Reads until the first byte that is not white space, and skips a byte order mark.
  mutating func begin() async throws -> Start {
    var buffer = InputBuffer()
    var first: UInt8?
    while first == nil, !buffer.isEnded, buffer.bytes.count < ImportInput.chunkSize {
      try await feed(&buffer)
      guard buffer.bytes.count >= 3 || buffer.isEnded else { continue }
      if buffer.start == 0, buffer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.start = 3 }
      if buffer.bytes.starts(with: [0xFF, 0xFE]) || buffer.bytes.starts(with: [0xFE, 0xFF]) {
        throw ImportProblem("is UTF-16; save it as UTF-8")
      }
      first = buffer.bytes[buffer.start...].first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    }
    return Start(input: buffer, format: first == UInt8(ascii: "{") ? .ndjson : .csv)
  }

  /// Reads the next chunk. Appends the complete records first, so that they do not wait for a slow pipe.
  mutating func feed(_ buffer: inout InputBuffer) async throws {
    try await flush()
    let chunk = try await input.next()
    bytes += Int64(chunk.count)
    if chunk.isEmpty { buffer.end() } else { buffer.feed(chunk) }
  }

  mutating func flush() async throws {
    try Task.checkCancellation()
    guard !sender.records.isEmpty else { return }
    try await sender.flush()
    onProgress(
      ImportProgress(
        read: summary.read, appended: sender.appended, rejected: summary.rejected, bytes: bytes,
        totalBytes: input.size))
  }

  /// Counts and reports a line that is no row at all.
  mutating func reject(line: Int, broken message: String) {
    summary.read += 1
    reject(line: line, SaleProblem(.notASale, message))
  }

  mutating func reject(line: Int, _ problem: SaleProblem) {
    summary.rejected += 1
    onRejected(RejectedRow(file: input.name, line: line, problem: problem))
  }
}
