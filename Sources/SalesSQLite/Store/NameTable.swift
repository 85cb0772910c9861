import GRDB
import SalesCore

/// The writer's view of the names: finds or makes a name's number.
struct NameTable {
  private var ids: [String: NameID]

  init(_ db: Database) throws {
    let names = try StoreQueries.names(from: 0, db)
    ids = Dictionary(names.enumerated().map { ($1, NameID($0)) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func id(of name: String, _ db: Database) throws -> NameID {
    if let id = ids[name] { return id }
    let id = NameID(ids.count)
    try db.execute(sql: "INSERT INTO names (id, name) VALUES (?, ?)", arguments: [id, name])
    ids[name] = id
    return id
  }
}
