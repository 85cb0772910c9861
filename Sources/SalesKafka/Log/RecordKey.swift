/// A record's key: its id, so that all records of one id are in one partition.
enum RecordKey {
  private static let start = Array(#"{"id":""#.utf8)

  /// Range of the id in a record that begins with it, as ours do. Nil where the id is escaped.
  static func range(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard bytes.count > start.count, bytes.prefix(start.count).elementsEqual(start) else { return nil }
    let limit = min(bytes.count, start.count + 129)
    for index in start.count..<limit {
      switch bytes[index] {
      case UInt8(ascii: "\""): return index > start.count ? start.count..<index : nil
      case UInt8(ascii: "\\"): return nil
      default: continue
      }
    }
    return nil
  }
}
