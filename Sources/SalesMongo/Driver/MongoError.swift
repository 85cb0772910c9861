import CMongoc
import SalesPipeline

enum MongoError {
  static func text(of error: bson_error_t) -> String {
    withUnsafeBytes(of: error.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }
  }
}
