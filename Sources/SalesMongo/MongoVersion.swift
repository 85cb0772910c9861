import CMongoc

enum MongoVersion {
  static var text: String { String(cString: mongoc_get_version()) }
}
