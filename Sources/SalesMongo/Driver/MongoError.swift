import CMongoc
import SalesPipeline

/// An error of the C library or of the server, with the kind that tells the caller what to do.
struct MongoFailure: Error {
  var kind: BackendError.Kind
  var detail: String

  init(_ kind: BackendError.Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }

  init(_ error: bson_error_t) {
    let text = Self.text(of: error)
    let kind = Self.kind(domain: error.domain, code: error.code)
    self.init(kind == .permission && Self.saysAway(text) ? .unavailable : kind, text)
  }

  /// The library reports every failure during authentication as a refusal, also a server that goes down meanwhile,
  /// which is worth another attempt. Only its text tells them apart.
  private static func saysAway(_ text: String) -> Bool {
    text.contains(
      /(?i)socket error|timeout|timed out|shut ?down|shutting down|stepp(ed|ing) down|interrupted|not (master|primary)/)
  }

  /// An error of one write, as a reply names it.
  init(code: Int64, message: String) {
    self.init(Self.kind(ofServerCode: UInt32(truncatingIfNeeded: code)), Self.oneLine(message.utf8))
  }

  func error(during: String) -> BackendError {
    BackendError(kind, of: .server, during: during, detail: detail)
  }

  static func text(of error: bson_error_t) -> String {
    let text = withUnsafeBytes(of: error.message) { oneLine($0.prefix { $0 != 0 }) }
    // The names of the library's own settings help nobody: `No suitable servers found (`serverSelectionTryOnce` set):
    // [why]`.
    return text.replacing(/^No suitable servers found(?: \(.*?\))?:? ?/, with: "no server answers: ")
  }

  private static func oneLine(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  static func kind(domain: UInt32, code: UInt32) -> BackendError.Kind {
    switch domain {
    case MONGOC_ERROR_STREAM.rawValue, MONGOC_ERROR_SERVER_SELECTION.rawValue, MONGOC_ERROR_CURSOR.rawValue,
      MONGOC_ERROR_WRITE_CONCERN.rawValue, MONGOC_ERROR_TRANSACTION.rawValue:
      .unavailable
    case MONGOC_ERROR_PROTOCOL.rawValue:
      code == MONGOC_ERROR_PROTOCOL_BAD_WIRE_VERSION.rawValue ? .mismatch : .unavailable
    case MONGOC_ERROR_CLIENT.rawValue:
      code == MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue ? .permission : .unavailable
    case MONGOC_ERROR_SASL.rawValue, MONGOC_ERROR_SCRAM.rawValue: .permission
    default: kind(ofServerCode: code)
    }
  }

  /// The codes of MongoDB's `error_codes.yml`.
  private static func kind(ofServerCode code: UInt32) -> BackendError.Kind {
    switch code {
    // Unauthorized, AuthenticationFailed, Atlas's own.
    case 13, 18, 8000: .permission
    // Host or network, timeouts, interrupted, no primary, stepping down or shutting down, cursor gone, write conflict,
    // write concern.
    case 6, 7, 24, 43, 50, 64, 79, 89, 91, 100, 112, 133, 134, 175, 189, 202, 237, 262, 290, 358, 384, 9001, 10058,
      10107,
      11600, 11601, 11602, 13388, 13435, 13436, 16500:
      .unavailable
    // BadValue and TypeMismatch (of what is stored), DocumentValidationFailure.
    case 2, 14, 121: .corrupt
    default: .inputOutput
    }
  }
}

extension MongoFailure {
  init(isDocumentTooLarge: Bool) {
    self.init(.inputOutput, "a document that cannot be one: it is too large")
  }
}
