import CMongoc

/// One client of the C library: a connection to each server it knows. For one thread at a time.
struct MongoClient: ~Copyable {
  struct Timeouts: Sendable {
    var selection: Int32 = 4000
    var connect: Int32 = 4000
    /// Longest time for a server to answer one command.
    var socket: Int32 = 10_000
  }

  let pointer: OpaquePointer

  /// Asks no server anything yet. What the address says itself goes before our defaults.
  init?(_ address: MongoAddress, _ timeouts: Timeouts) {
    _ = MongoLibrary.start
    guard let uri = mongoc_uri_new(address.text) else { return nil }
    defer { mongoc_uri_destroy(uri) }
    Self.set(MONGOC_URI_SERVERSELECTIONTIMEOUTMS, timeouts.selection, uri)
    Self.set(MONGOC_URI_CONNECTTIMEOUTMS, timeouts.connect, uri)
    Self.set(MONGOC_URI_SOCKETTIMEOUTMS, timeouts.socket, uri)
    if mongoc_uri_get_appname(uri) == nil { mongoc_uri_set_appname(uri, "salestop") }
    guard let client = mongoc_client_new_from_uri(uri) else { return nil }
    pointer = client
    mongoc_client_set_error_api(client, MONGOC_ERROR_API_VERSION_2)
    Self.setConcerns(client, uri)
  }

  deinit {
    mongoc_client_destroy(pointer)
  }

  private static func set(_ option: String, _ value: Int32, _ uri: OpaquePointer) {
    if !mongoc_uri_has_option(uri, option) { mongoc_uri_set_option_as_int32(uri, option, value) }
  }

  /// Writes count once most members have them on disk. Reads go to the primary whatever the address says: from any
  /// other the protocol would read the past.
  private static func setConcerns(_ client: OpaquePointer, _ uri: OpaquePointer) {
    if let concern = mongoc_write_concern_copy(mongoc_uri_get_write_concern(uri)) {
      defer { mongoc_write_concern_destroy(concern) }
      if !mongoc_uri_has_option(uri, MONGOC_URI_W) {
        mongoc_write_concern_set_w(concern, MONGOC_WRITE_CONCERN_W_MAJORITY)
      }
      if !mongoc_uri_has_option(uri, MONGOC_URI_JOURNAL) { mongoc_write_concern_set_journal(concern, true) }
      mongoc_client_set_write_concern(client, concern)
    }
    if let preference = mongoc_read_prefs_new(MONGOC_READ_PRIMARY) {
      defer { mongoc_read_prefs_destroy(preference) }
      mongoc_client_set_read_prefs(client, preference)
    }
  }
}
