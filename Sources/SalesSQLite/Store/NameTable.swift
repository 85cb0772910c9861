import GRDB
import SalesCore

/// The writer's view of the names: finds or makes a name's number.
struct NameTable {
  private var ids: [String: NameID]

  init(_ db: Database) throws {
    ids = [:]
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM names") {
      ids[row[1]] = row[0]
    }
  }

  mutating func id(of name: String, _ db: Database) throws -> NameID {
    if let id = ids[name] { return id }
    let id = NameID(ids.count)
    try db.execute(sql: "INSERT INTO names (id, name) VALUES (?, ?)", arguments: [id, name])
    ids[name] = id
    return id
  }
}
