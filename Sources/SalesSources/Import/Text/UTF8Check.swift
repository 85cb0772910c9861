/// Finds the first line with bytes that are no UTF-8, chunk by chunk. Lines end with LF, CR LF or CR.
struct UTF8Check {
  /// From 1; nil while all bytes are UTF-8.
  private(set) var brokenLine: Int?
  private var line = 1
  private var endsInReturn = false
  /// Of the begun sequence at the end of the last chunk: the bytes that are missing, and the range of the next one.
  private var missing = 0
  private var range: ClosedRange<UInt8> = 0x80...0xBF

  mutating func note(_ text: [UInt8]) {
    guard brokenLine == nil else { return }
    text.withUnsafeBytes { bytes in
      let broken = firstBroken(in: bytes)
      let checked = UnsafeRawBufferPointer(rebasing: bytes[..<(broken ?? bytes.count)])
      line += lineEnds(in: checked)
      if broken != nil { brokenLine = line }
    }
  }

  /// The end of the text.
  mutating func finish() {
    if brokenLine == nil, missing > 0 { brokenLine = line }
  }

  private mutating func firstBroken(in bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index < bytes.count {
      if missing == 0, index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      let byte = bytes[index]
      if missing > 0 {
        guard range.contains(byte) else { return index }
        missing -= 1
        range = 0x80...0xBF
      } else if byte >= 0x80 {
        guard begin(byte) else { return index }
      }
      index += 1
    }
    return nil
  }

  /// False where no sequence begins with `byte`.
  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, range) = (2, 0xA0...0xBF)
    case 0xED: (missing, range) = (2, 0x80...0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, range) = (3, 0x90...0xBF)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, range) = (3, 0x80...0x8F)
    default: return false
    }
    return true
  }

  private mutating func lineEnds(in bytes: UnsafeRawBufferPointer) -> Int {
    var count = 0
    var wasReturn = endsInReturn
    for byte in bytes {
      // The LF of a CR LF was counted as its CR.
      if byte == .carriageReturn || byte == .lineFeed && !wasReturn { count &+= 1 }
      wasReturn = byte == .carriageReturn
    }
    endsInReturn = wasReturn
    return count
  }
}
