/// A value in a file that this program cannot have written. SQLite checks its own structure, not the values.
struct DamagedData: Error {
  var what: String

  init(_ what: String) { self.what = what }
}
