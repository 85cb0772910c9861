import GRDB
import GRDBSQLite

/// A cached statement bound and stepped directly: the hot paths handle millions of rows, where a general binding
/// costs as much again as SQLite.
struct RawStatement {
  private let handle: OpaquePointer
  private let database: Database

  init(_ db: Database, _ sql: String) throws {
    let statement = try db.cachedStatement(sql: sql)
    database = db
    handle = statement.sqliteStatement
    // A cached statement comes as it was left.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(handle, index, value) }

  /// The bytes must stay where they are until the statement has been stepped.
  func bind(blob bytes: UnsafeRawBufferPointer, at index: Int32) {
    if let base = bytes.baseAddress {
      sqlite3_bind_blob(handle, index, base, Int32(bytes.count), nil)
    } else {
      sqlite3_bind_zeroblob(handle, index, 0)
    }
  }

  /// Binds the text and runs `body`, during which it is bound.
  func withText<T>(_ text: String, at index: Int32, _ body: () throws -> T) rethrows -> T {
    var text = text
    return try text.withUTF8 { bytes in
      sqlite3_bind_text(
        handle, index, UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil
      )
      return try body()
    }
  }

  /// Steps to the end and makes the statement ready for the next row.
  func run() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
  }

  /// True while there is a row to read. After false the statement is ready again.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  func reset() { sqlite3_reset(handle) }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// Valid until the next step.
  func blob(_ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
  }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    return String(
      decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
  }

  /// Rows that the last run inserted, updated or deleted.
  var changes: Int { Int(sqlite3_changes(sqlite3_db_handle(handle))) }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
  }
}
