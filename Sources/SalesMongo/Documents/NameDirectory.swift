import SalesCore
import Synchronization

/// `NameID`s of names, dense from 0 in order of first appearance, valid in one process. Names are equal where their bytes are.
final class NameDirectory: Sendable {
  private let table = Mutex(Table())

  func id(of name: String) -> NameID {
    var name = name
    return name.withUTF8 { bytes in table.withLock { $0.id(of: UnsafeRawBufferPointer(bytes)) ?? 0 } }
  }

  /// Nil where the bytes are no UTF-8. A known name costs no allocation.
  func id(of bytes: UnsafeRawBufferPointer) -> NameID? { table.withLock { $0.id(of: bytes) } }

  func name(of id: NameID) -> String { table.withLock { $0.names[Int(id)] } }

  func byteCount(of id: NameID) -> Int { table.withLock { $0.names[Int(id)].utf8.count } }

  /// Name by `NameID`; only ever grows.
  var names: [String] { table.withLock { $0.names } }

  /// A hash table that is probed one slot after another; at most half of it is full.
  private struct Table {
    var names: [String] = []
    private var keys: [[UInt8]] = []
    /// A name's number, −1 where the slot is free.
    private var slots = [NameID](repeating: -1, count: 64)

    mutating func id(of bytes: UnsafeRawBufferPointer) -> NameID? {
      var slot = slot(of: bytes)
      while slots[slot] >= 0 {
        let isSame = keys[Int(slots[slot])].withUnsafeBytes { key in
          key.count == bytes.count && key.elementsEqual(bytes)
        }
        if isSame { return slots[slot] }
        slot = (slot + 1) & (slots.count - 1)
      }
      guard let name = String(validating: bytes, as: UTF8.self) else { return nil }
      slots[slot] = NameID(names.count)
      names.append(name)
      keys.append(Array(bytes))
      if names.count * 2 > slots.count { grow() }
      return NameID(names.count - 1)
    }

    private mutating func grow() {
      slots = [NameID](repeating: -1, count: slots.count * 2)
      for (number, key) in keys.enumerated() {
        var slot = key.withUnsafeBytes { self.slot(of: $0) }
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = NameID(number)
      }
    }

    private func slot(of bytes: UnsafeRawBufferPointer) -> Int {
      let hash = FNVHash.of(bytes)
      return Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(slots.count - 1))
    }
  }
}
