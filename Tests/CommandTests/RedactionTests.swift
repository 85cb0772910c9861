import Testing

@testable import salestop

@Suite struct RedactionTests {
  static let texts: [(text: String, shown: String)] = [
    ("mongodb://u:p@ss:w/%rd@host/db", "mongodb://u:***@host/db"),
    ("store mongodb://u:pw@a,b/db: no answer", "store mongodb://u:***@a,b/db: no answer"),
    ("mongodb+srv://u:pw@a/db mongodb://v:qw@b/db", "mongodb+srv://u:***@a/db mongodb://v:***@b/db"),
    (
      "mongodb://a/db?tlsCertificateKeyFilePassword=x&tls=true",
      "mongodb://a/db?tlsCertificateKeyFilePassword=***&tls=true"
    ),
    ("mongodb://a/db?authMechanismProperties=AWS_SESSION_TOKEN:x", "mongodb://a/db?authMechanismProperties=***"),
    ("sasl.password=x y", "sasl.password=*** y"),
  ]

  @Test("secrets are left out, and only they", arguments: texts)
  func redacts(_ item: (text: String, shown: String)) {
    #expect(Redaction.redact(item.text) == item.shown)
    #expect(Redaction.redact(item.shown) == item.shown)
    #expect(Redaction.holdsSecret(item.text))
  }

  @Test(
    "what holds no secret stays as it is",
    arguments: [
      "mongodb://user@host/db", "mongodb://host:27017/db?tls=true", "kafka://a:9092,b:9092/sales", "/tmp/a@b:c",
      "unexpected token: x", "",
    ])
  func keeps(_ text: String) {
    #expect(Redaction.redact(text) == text)
    #expect(!Redaction.holdsSecret(text))
  }
}
