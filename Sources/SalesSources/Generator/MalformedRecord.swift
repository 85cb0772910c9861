import SalesCore

/// Records that are not valid sales, each by one defect.
enum MalformedRecord: CaseIterable, Sendable {
  case truncated
  case notJSON
  case invalidUTF8
  case noAmount
  case amountAsText
  case regionTwice
  case hugeAmount
  case tooManyDecimals
  case noZone
  case beforeEpoch
  case emptyID
  case emptyProduct
  case unknownVersion
  case otherCurrency

  var reason: SaleProblem.Reason {
    switch self {
    case .truncated, .notJSON: .notASale
    case .invalidUTF8: .badEncoding
    case .noAmount: .missingField
    case .amountAsText: .wrongType
    case .regionTwice: .duplicateField
    case .hugeAmount: .amountRange
    case .tooManyDecimals: .amountPrecision
    case .noZone: .badTime
    case .beforeEpoch: .timeRange
    case .emptyID: .badID
    case .emptyProduct: .badName
    case .unknownVersion: .unknownVersion
    case .otherCurrency: .currency
    }
  }

  /// `id` names a sale that is nowhere else; `time` is that of its neighbour.
  func bytes(id: String, time: Timestamp) -> [UInt8] {
    let at = time.text
    let text =
      switch self {
      case .truncated: #"{"id":"\#(id)","time":"\#(at)","amount":19.99,"prod"#
      case .notJSON: "sale \(id) at \(at): 19.99"
      case .regionTwice:
        #"{"id":"\#(id)","time":"\#(at)","amount":19.99,"product":"Desk Lamp","region":"UK","region":"UK"}"#
      case .invalidUTF8: Self.sale(id: id, time: at, product: "Desk ?")
      case .noAmount: #"{"id":"\#(id)","time":"\#(at)","product":"Desk Lamp","region":"UK"}"#
      case .amountAsText: Self.sale(id: id, time: at, amount: #""19.99""#)
      case .hugeAmount: Self.sale(id: id, time: at, amount: "1e400")
      // Four decimals are the most that any currency has.
      case .tooManyDecimals: Self.sale(id: id, time: at, amount: "19.99999")
      case .noZone: Self.sale(id: id, time: String(at.dropLast()))
      case .beforeEpoch: Self.sale(id: id, time: "1969-07-20T20:17:40.000Z")
      case .emptyID: Self.sale(id: "", time: at)
      case .emptyProduct: Self.sale(id: id, time: at, product: "")
      case .unknownVersion:
        #"{"v":99,"id":"\#(id)","time":"\#(at)","amount":19.99,"product":"Desk Lamp","region":"UK"}"#
      case .otherCurrency:
        #"{"id":"\#(id)","time":"\#(at)","amount":19.99,"currency":"XTS","product":"Desk Lamp","region":"UK"}"#
      }
    guard self == .invalidUTF8 else { return Array(text.utf8) }
    return text.utf8.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
  }

  private static func sale(
    id: String, time: String, amount: String = "19.99", product: String = "Desk Lamp"
  ) -> String {
    #"{"id":"\#(id)","time":"\#(time)","amount":\#(amount),"product":"\#(product)","region":"UK"}"#
  }
}
