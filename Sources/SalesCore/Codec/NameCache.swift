/// Remembers the names seen lately, so that a name a million sales bear is made once. Two places a name, of fixed size: a
/// flood of names costs speed, never memory.
struct NameCache: Sendable {
  private struct Entry: Sendable {
    var bytes: [UInt8] = []
    var name = ""

    func isOf(_ wanted: UnsafeRawBufferPointer) -> Bool {
      !bytes.isEmpty && bytes.count == wanted.count && bytes.withUnsafeBytes { $0.elementsEqual(wanted) }
    }
  }

  private static let size = 1024
  private var entries = [Entry](repeating: Entry(), count: size)

  func name(of bytes: UnsafeRawBufferPointer) -> String? {
    let slot = Self.slot(bytes)
    if entries[slot].isOf(bytes) { return entries[slot].name }
    return entries[slot ^ 1].isOf(bytes) ? entries[slot ^ 1].name : nil
  }

  /// The older of the two places' names goes.
  mutating func keep(_ name: String, of bytes: UnsafeRawBufferPointer) {
    // Spaces around a name may be many.
    guard bytes.count <= SaleRules.maxNameBytes else { return }
    let slot = Self.slot(bytes)
    entries[slot ^ 1] = entries[slot]
    entries[slot] = Entry(bytes: Array(bytes), name: name)
  }

  private static func slot(_ bytes: UnsafeRawBufferPointer) -> Int {
    let hash = FNVHash.of(bytes)
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) % UInt64(size))
  }
}
