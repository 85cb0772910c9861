/// Caches recent names, so that a name in a million sales is allocated once. Each name can go to two slots of a table
/// of fixed size: many different names cost speed, never memory.
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

  /// Replaces the older of the two slots.
  mutating func keep(_ name: String, of bytes: UnsafeRawBufferPointer) {
    // There may be many spaces around a name.
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
