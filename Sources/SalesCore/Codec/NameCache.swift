/// Remembers the names seen lately, so that a name a million sales bear is made once. Direct-mapped, of fixed size: a
/// flood
/// of names costs speed, never memory.
struct NameCache: Sendable {
  private struct Entry: Sendable {
    var bytes: [UInt8] = []
    var name = ""
  }

  private static let size = 1024
  private var entries = [Entry](repeating: Entry(), count: size)

  subscript(bytes: UnsafeRawBufferPointer) -> String? {
    get {
      entries[Self.slot(bytes)].bytes.withUnsafeBytes { known in
        known.count == bytes.count && known.elementsEqual(bytes) && !known.isEmpty
      } ? entries[Self.slot(bytes)].name : nil
    }
    set {
      entries[Self.slot(bytes)] = Entry(bytes: Array(bytes), name: newValue ?? "")
    }
  }

  /// FNV-1a.
  private static func slot(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ hash >> 16) % UInt32(size))
  }
}
