import CMongoc

/// Room for what the C library answers: it fills it, we read it and give it back.
struct MongoReply: ~Copyable {
  let pointer: OpaquePointer
  private let memory: UnsafeMutableRawPointer

  init() {
    // The size of a bson_t, by its header.
    memory = .allocate(byteCount: 128, alignment: 128)
    pointer = OpaquePointer(memory)
    bson_init(pointer)
  }

  deinit {
    bson_destroy(pointer)
    memory.deallocate()
  }

  func read<Result>(_ body: (BSONView) -> Result) -> Result? { BSONView(bson: pointer).map(body) }
}

extension BSONView {
  init?(bson: OpaquePointer) {
    guard let data = bson_get_data(bson) else { return nil }
    // The library keeps the length it has checked in the first four bytes.
    let length = Int(Int32(littleEndian: UnsafeRawPointer(data).loadUnaligned(as: Int32.self)))
    self.init(UnsafeRawBufferPointer(start: data, count: length))
  }
}

extension BSON {
  /// Lends the document to a function of the C library.
  func lend<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
    guard let pointer = bytes.withUnsafeBufferPointer({ bson_new_from_data($0.baseAddress, $0.count) }) else {
      throw MongoFailure(isDocumentTooLarge: true)
    }
    defer { bson_destroy(pointer) }
    return try body(pointer)
  }
}
