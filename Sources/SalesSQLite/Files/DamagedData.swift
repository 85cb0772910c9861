/// What was read from a file cannot have been written there by us. SQLite checks its own structure and not what stands in it.
struct DamagedData: Error {
  var what: String

  init(_ what: String) {
    self.what = what
  }
}
