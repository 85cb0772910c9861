/// The members of a record by which an envelope is known: `schema` and `payload` of Kafka Connect, `after` and `op` of
/// Debezium, `specversion` and `data` of a CloudEvent.
struct JSONEnvelope {
  enum Content: Equatable {
    /// The record is no envelope.
    case none
    /// The record stands in this object.
    case object(Range<Int>)
    /// The record stands in this text, as MongoDB's connector writes it; without its quotes, and with its escapes.
    case text(Range<Int>)
    /// Something was deleted: there is no record.
    case deleted
    case problem(String)
  }

  private var members = 0
  private var schema: Range<Int>?
  private var payload: Range<Int>?
  private var after: Range<Int>?
  private var operation: Range<Int>?
  private var version: Range<Int>?
  private var data: Range<Int>?

  /// The first names of paths that lead into the envelope itself.
  static let names: Set<String> = ["payload", "after", "data"]

  mutating func note(_ name: RowCell, _ value: Range<Int>, in bytes: UnsafeRawBufferPointer) {
    members += 1
    let letters = UnsafeRawBufferPointer(rebasing: bytes[name.start..<name.end])
    switch letters.count {
    case 2 where letters.elementsEqual("op".utf8): operation = value
    case 4 where letters.elementsEqual("data".utf8): data = value
    case 5 where letters.elementsEqual("after".utf8): after = value
    case 6 where letters.elementsEqual("schema".utf8): schema = value
    case 7 where letters.elementsEqual("payload".utf8): payload = value
    case 11 where letters.elementsEqual("specversion".utf8): version = value
    default: break
    }
  }

  func content(in bytes: UnsafeRawBufferPointer) -> Content {
    if let after, let operation, bytes[operation.lowerBound] == .quote {
      let isDeletion = bytes[operation].elementsEqual("\"d\"".utf8) || bytes[operation].elementsEqual("\"t\"".utf8)
      return isDeletion ? .deleted : content(of: after, in: bytes)
    }
    if let version, bytes[version.lowerBound] == .quote {
      guard let data, bytes[data.lowerBound] == .openingBrace else {
        return .problem("is a CloudEvent whose data is no JSON object")
      }
      return .object(data)
    }
    if let payload, members == (schema == nil ? 1 : 2), isOpeningOrNull(bytes[payload.lowerBound]) {
      return content(of: payload, in: bytes)
    }
    return .none
  }

  private func isOpeningOrNull(_ byte: UInt8) -> Bool { byte == .openingBrace || byte == UInt8(ascii: "n") }

  private func content(of value: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Content {
    switch bytes[value.lowerBound] {
    case .openingBrace: .object(value)
    case .quote: .text(value.lowerBound + 1..<value.upperBound - 1)
    case UInt8(ascii: "n"): .deleted
    default: .problem("is an envelope whose content is no JSON object")
    }
  }
}
