import CRdkafka
import SalesPipeline

/// An error of librdkafka or of a broker.
struct KafkaFailure: Error, Equatable {
  var code: rd_kafka_resp_err_t
  var text: String
  /// The client that met it is of no more use.
  var isFatal: Bool

  init(_ code: rd_kafka_resp_err_t, _ text: String? = nil, isFatal: Bool = false) {
    self.code = code
    self.text = (text ?? rd_kafka_err2str(code).map { String(cString: $0) } ?? "error \(code.rawValue)").onOneLine
      .replacing(/\ \(after \d+ms in state .*\)$/, with: "")
    self.isFatal = isFatal
  }

  /// Takes over an error object; nil where there is none.
  init?(taking error: OpaquePointer?) {
    guard let error else { return nil }
    self.init(
      rd_kafka_error_code(error), rd_kafka_error_string(error).map { String(cString: $0) },
      isFatal: rd_kafka_error_is_fatal(error) != 0)
    rd_kafka_error_destroy(error)
  }

  /// The kind that tells the caller what to do. Codes that are not known to be lasting are `.unavailable`.
  var kind: BackendError.Kind {
    switch code {
    case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED,
      RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED, RD_KAFKA_RESP_ERR_SECURITY_DISABLED:
      .permission
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
      RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      .missing
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE, RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET: .gap
    case RD_KAFKA_RESP_ERR__BAD_MSG, RD_KAFKA_RESP_ERR__BAD_COMPRESSION, RD_KAFKA_RESP_ERR_INVALID_MSG: .corrupt
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID: .fenced
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE,
      RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION, RD_KAFKA_RESP_ERR_INVALID_RECORD,
      RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE, RD_KAFKA_RESP_ERR_INVALID_REQUIRED_ACKS,
      RD_KAFKA_RESP_ERR_POLICY_VIOLATION, RD_KAFKA_RESP_ERR_INVALID_CONFIG,
      RD_KAFKA_RESP_ERR_INVALID_PARTITIONS, RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR,
      RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION, RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
      RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED, RD_KAFKA_RESP_ERR__INVALID_ARG:
      .mismatch
    default: .unavailable
    }
  }
}

extension BackendError {
  /// A fatal error passes with its client: a new one goes on.
  init(_ failure: KafkaFailure, during: String) {
    self.init(failure.isFatal ? .unavailable : failure.kind, of: .server, during: during, detail: failure.text)
  }

  init(kafka code: rd_kafka_resp_err_t, during: String) {
    self.init(KafkaFailure(code), during: during)
  }
}

extension String {
  /// Without control characters, so that nothing from outside breaks a line or forges one.
  var onOneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
