import Foundation

/// Turns text of another encoding into UTF-8, chunk by chunk, by the system's iconv. For bytes that are no text in that
/// encoding it gives `broken`, which is no UTF-8 either, so that the rows that hold them are found out and rejected.
final class TextConverter {
  static let broken: UInt8 = 0xFF

  private let handle: iconv_t
  /// The bytes that are passed over where a sequence is broken.
  private let unit: Int
  /// The begun sequence at the end of the last chunk.
  private var rest: [UInt8] = []

  /// Throws `ImportProblem` for a name that iconv does not know.
  init(from encoding: String) throws(ImportProblem) {
    // A slash would let iconv leave characters out, or write others in their place.
    let isName = !encoding.isEmpty && encoding.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    guard isName, let handle = iconv_open("UTF-8", encoding), Int(bitPattern: handle) != -1 else {
      throw .usage(
        "--encoding: \"\(encoding)\" is not an encoding that is known here; some are windows-1252, shift_jis and utf-16le"
      )
    }
    self.handle = handle
    let name = encoding.lowercased()
    unit = name.contains("16") || name.contains("ucs-2") || name.contains("ucs2") ? 2 : name.contains("32") ? 4 : 1
  }

  /// True where each character takes several bytes at least.
  var isWide: Bool { unit > 1 }

  deinit { iconv_close(handle) }

  /// May give nothing where a chunk is a part of a sequence only.
  func convert(_ chunk: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(chunk.count + chunk.count / 2)
    var input = rest + chunk
    rest = []
    input.withUnsafeMutableBytes { bytes in
      var index = 0
      while index < bytes.count {
        var source = bytes.baseAddress?.advanced(by: index).assumingMemoryBound(to: CChar.self)
        var left = bytes.count - index
        let code = append(from: &source, &left, to: &output)
        index = bytes.count - left
        if code == EILSEQ {
          output.append(Self.broken)
          index = min(bytes.count, index + unit)
        } else if code == EINVAL {
          rest = Array(bytes[index...])
          return
        }
      }
    }
    return output
  }

  /// The end of the text: a sequence that was only begun is broken.
  func finish() -> [UInt8] {
    var output: [UInt8] = rest.isEmpty ? [] : [Self.broken]
    rest = []
    var source: UnsafeMutablePointer<CChar>?
    var left = 0
    _ = append(from: &source, &left, to: &output)
    return output
  }

  /// Converts what fits into one buffer. Returns the error's code, or 0.
  private func append(
    from source: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, to output: inout [UInt8]
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 14) { buffer in
      var target = buffer.baseAddress
      var room = buffer.count
      let result = iconv(handle, &source, &left, &target, &room)
      let code = Int(result) == -1 ? errno : 0
      output.append(contentsOf: UnsafeRawBufferPointer(buffer).prefix(buffer.count - room))
      return code
    }
  }
}
