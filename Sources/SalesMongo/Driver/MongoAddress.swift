import CMongoc
package import SalesPipeline

/// Address of a store: `mongodb://` or `mongodb+srv://` with a database in its path.
package struct MongoAddress: Sendable, CustomStringConvertible {
  /// Scheme, user, hosts and database; no password and no options, for some of those are secrets too.
  package let redacted: String
  package let hasPassword: Bool
  /// Credentials would cross a network unencrypted.
  package let sendsPasswordInClear: Bool
  let database: String
  /// The address as given, with the password; never shown.
  let text: String

  package var description: String { redacted }

  package init(_ uri: String) throws(SettingProblem) {
    _ = MongoLibrary.start
    guard ["mongodb://", "mongodb+srv://"].contains(where: uri.hasPrefix) else {
      throw SettingProblem("store", "a MongoDB address begins with mongodb:// or mongodb+srv://")
    }
    guard !uri.utf8.contains(0) else { throw SettingProblem("store", "the MongoDB address holds a NUL byte") }
    var error = bson_error_t()
    guard let parsed = mongoc_uri_new_with_error(uri, &error) else { throw Self.problem(with: uri, error) }
    defer { mongoc_uri_destroy(parsed) }
    guard let database = mongoc_uri_get_database(parsed).map({ String(cString: $0) }), !database.isEmpty else {
      throw SettingProblem("store", "the MongoDB address names no database: mongodb://HOST/DATABASE")
    }
    guard mongoc_write_concern_is_acknowledged(mongoc_uri_get_write_concern(parsed)) else {
      throw SettingProblem("store", "with w=0 in its address a MongoDB server confirms nothing; leave it out")
    }
    self.database = database
    text = uri
    hasPassword =
      mongoc_uri_get_password(parsed) != nil || Self.secretOptions.contains { mongoc_uri_has_option(parsed, $0) }
    let service = mongoc_uri_get_srv_hostname(parsed).map { String(cString: $0) }
    let hosts = service.map { [MongoHosts.Host(name: $0, isLocal: false)] } ?? MongoHosts.all(of: parsed)
    // An @ in a password that is not escaped makes what follows it a host.
    guard !hosts.contains(where: { $0.name.contains("@") }) else { throw Self.problem(with: uri, error) }
    sendsPasswordInClear =
      mongoc_uri_get_password(parsed) != nil && !mongoc_uri_get_tls(parsed) && !hosts.allSatisfy(\.isLocal)
    let scheme = uri.prefix { $0 != ":" }
    let user = mongoc_uri_get_username(parsed).map { name in
      String(cString: name) + (mongoc_uri_get_password(parsed) == nil ? "@" : ":***@")
    }
    redacted = "\(scheme)://\(user ?? "")\(hosts.map(\.name).joined(separator: ","))/\(database)"
  }

  /// The library's message may quote a part of an unescaped password, so it is passed on only where there is none.
  private static func problem(with uri: String, _ error: bson_error_t) -> SettingProblem {
    if let option = wrongOption(of: uri) {
      return SettingProblem("store", "the MongoDB address gives its option `\(option)` a value that it cannot have")
    }
    if uri.contains("@") {
      return SettingProblem(
        "store", "not a MongoDB address; in user names and passwords % : / ? # [ ] @ are written as %25 %3A %2F …")
    }
    return SettingProblem("store", "not a MongoDB address: \(MongoFailure.text(of: error))")
  }

  /// The name of the first option that makes an address wrong that is right without options.
  private static func wrongOption(of uri: String) -> Substring? {
    let parts = uri.split(separator: "?", maxSplits: 1)
    // With an @ behind it, the question mark may be a password's.
    guard parts.count == 2, !parts[1].contains("@"), isValid(parts[0]) else { return nil }
    let wrong = parts[1].split(separator: "&").first { !isValid("\(parts[0])?\($0)") }
    return wrong?.prefix { $0 != "=" }
  }

  private static func isValid(_ uri: some StringProtocol) -> Bool {
    let parsed = mongoc_uri_new_with_error(String(uri), nil)
    mongoc_uri_destroy(parsed)
    return parsed != nil
  }

  private static let secretOptions = [
    MONGOC_URI_TLSCERTIFICATEKEYFILEPASSWORD, MONGOC_URI_SSLCLIENTCERTIFICATEKEYPASSWORD,
    MONGOC_URI_AUTHMECHANISMPROPERTIES,
  ]
}

/// The servers that an address lists.
private enum MongoHosts {
  struct Host {
    /// With the port where it is not the usual one.
    var name: String
    var isLocal: Bool
  }

  static func all(of uri: OpaquePointer) -> [Host] {
    var hosts: [Host] = []
    var next = mongoc_uri_get_hosts(uri)
    while let host = next?.pointee {
      let name = text(of: host.host)
      let isLocal = ["localhost", "::1"].contains(name) || name.hasPrefix("127.") || name.hasPrefix("/")
      hosts.append(Host(name: host.port == 27017 ? name : text(of: host.host_and_port), isLocal: isLocal))
      next = UnsafePointer(host.next)
    }
    return hosts
  }

  private static func text<Characters>(of characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
