import Testing

@testable import salestop

@Suite struct RedactionTests {
  static let texts: [(text: String, shown: String)] = [
    ("mongodb://u:p@ss:w/%rd@host/db", "mongodb://u:***@host/db"),
    ("store mongodb://u:pw@a,b/db: no answer", "store mongodb://u:***@a,b/db: no answer"),
    (
      "mongodb://a/db?tlsCertificateKeyFilePassword=x&tls=true",
      "mongodb://a/db?tlsCertificateKeyFilePassword=***&tls=true"
    ),
    ("mongodb://a/db?authMechanismProperties=AWS_SESSION_TOKEN:x", "mongodb://a/db?authMechanismProperties=***"),
    ("sasl.password=x y", "sasl.password=*** y"),
    ("mongodb://u:S3cr3t Pa55@127.0.0.1:1/x", "mongodb://u:***@127.0.0.1:1/x"),
    ("mongodb://u:a b@c d@host/x", "mongodb://u:***@host/x"),
    ("mongodb://u:a/b c@host/x", "mongodb://u:***@host/x"),
    ("mongodb:/u:secret@host/x", "mongodb:***@host/x"), ("mongodb//u:secret@host/x", "mongodb//u:***@host/x"),
    ("mongodb:u:secret@host/x", "mongodb:***@host/x"), ("u:secret@host/x", "u:***@host/x"),
    ("mangodb://u:secret@host/x", "mangodb://u:***@host/x"), ("mongodb://u:12345@host/x", "mongodb://u:***@host/x"),
  ]

  /// Without a scheme a blank in a password can be told only where the whole is known to be a value.
  static let values: [(text: String, shown: String)] = [
    ("mongodb:/u:a b@host/x", "mongodb:***@host/x"), ("kafka://u:1 2@host:9092/x", "kafka://u:***@host:9092/x"),
    ("u:a b@host", "u:***@host"),
    ("mongodb : //u:a b@host/x", "mongodb :***@host/x"),
  ]

  @Test("secrets are left out, and only they", arguments: texts)
  func redacts(_ item: (text: String, shown: String)) {
    #expect(Redaction.redact(item.text) == item.shown)
    #expect(Redaction.redact(item.shown) == item.shown)
    #expect(Redaction.holdsSecret(item.text))
  }

  @Test(
    "in a message each address stands for itself, and what follows a port is no password",
    arguments: [
      ("mongodb+srv://u:pw@a/db mongodb://v:qw@b/db", "mongodb+srv://u:***@a/db mongodb://v:***@b/db"),
      ("kafka://127.0.0.1:9092/x: nobody@home answers", "kafka://127.0.0.1:9092/x: nobody@home answers"),
    ])
  func messages(text: String, shown: String) { #expect(Redaction.redact(text) == shown) }

  @Test("a value that should be an address is never shown with its password", arguments: texts + values)
  func redactsValues(_ item: (text: String, shown: String)) {
    let shown = Redaction.redact(value: item.text)
    #expect(shown == item.shown)
    #expect(Redaction.redact(value: shown) == shown)
    #expect(Redaction.holdsSecret(item.text))
  }

  @Test(
    "what holds no secret stays as it is",
    arguments: [
      "mongodb://user@host/db", "mongodb://host:27017/db?tls=true", "kafka://a:9092,b:9092/sales", "/tmp/a@b:c",
      "unexpected token: x", "", "/tmp/a:b@c", "./a:b@c",
      "mongodb://user@host:27017/db", "mongodb://[::1]:27017/db",
    ])
  func keeps(_ text: String) {
    #expect(Redaction.redact(text) == text)
    #expect(!Redaction.holdsSecret(text))
  }
}
