import SalesCore
import Synchronization

/// Numbers for names, dense from 0 in order of first appearance; they hold for one process. Names are told apart by their bytes.
final class NameDirectory: Sendable {
  private struct Table {
    var names: [String] = []
    var ids: [[UInt8]: NameID] = [:]
  }

  private let table = Mutex(Table())

  func id(of name: String) -> NameID {
    table.withLock { table in
      let key = Array(name.utf8)
      if let id = table.ids[key] { return id }
      let id = NameID(table.names.count)
      table.names.append(name)
      table.ids[key] = id
      return id
    }
  }

  func name(of id: NameID) -> String {
    table.withLock { $0.names[Int(id)] }
  }

  func byteCount(of id: NameID) -> Int {
    table.withLock { $0.names[Int(id)].utf8.count }
  }

  /// By number; only ever grows.
  var names: [String] { table.withLock { $0.names } }
}
