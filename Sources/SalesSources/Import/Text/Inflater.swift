import CZlib

/// Takes gzip apart chunk by chunk; one member may follow another. What comes before a damaged or missing part is given
/// first, then the problem is thrown.
///
/// Use `inflate()` until it gives nothing, then `feed` it, or `finish()` it at the end.
final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var start = 0
  /// True where zlib may hold more text than the last output took.
  private var isFull = false
  /// True behind a whole member.
  private var isBetween = false
  private var problem: ImportProblem?

  init() throws(ImportProblem) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard cz_inflate_init(stream) == Z_OK else { throw ImportProblem("is compressed, and memory is short to read it") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func feed(_ bytes: [UInt8]) {
    input = bytes
    start = 0
  }

  /// The next text, at most `ImportInput.chunkSize` bytes; empty where more input is needed.
  func inflate() throws(ImportProblem) -> [UInt8] {
    var text: [UInt8] = []
    if problem == nil {
      text = [UInt8](unsafeUninitializedCapacity: ImportInput.chunkSize) { output, count in
        input.withUnsafeMutableBufferPointer { inflate($0, into: output, &count) }
      }
    }
    if text.isEmpty, let problem { throw problem }
    return text
  }

  /// Throws where the compressed bytes end too early.
  func finish() throws(ImportProblem) {
    guard isBetween else { throw problem ?? Self.ending("it was cut off. The rows before that were read") }
  }

  private func inflate(
    _ source: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) {
    while count < output.count, start < source.count || isFull, problem == nil {
      if isBetween {
        // Some writers pad the end with zeros.
        while start < source.count, source[start] == 0 { start += 1 }
        guard start < source.count else { break }
        inflateReset(stream)
        isBetween = false
      }
      stream.pointee.next_in = source.baseAddress.map { $0 + start }
      stream.pointee.avail_in = UInt32(source.count - start)
      stream.pointee.next_out = output.baseAddress.map { $0 + count }
      stream.pointee.avail_out = UInt32(output.count - count)
      let result = CZlib.inflate(stream, Z_NO_FLUSH)
      start = source.count - Int(stream.pointee.avail_in)
      count = output.count - Int(stream.pointee.avail_out)
      isFull = stream.pointee.avail_out == 0
      switch result {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: (isBetween, isFull) = (true, false)
      default: problem = Self.ending("what follows is damaged. The rows before that were read")
      }
    }
  }

  private static func ending(_ why: String) -> ImportProblem {
    ImportProblem("is compressed and ends in the middle: \(why)")
  }
}
