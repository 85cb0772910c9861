import SalesPipeline
import Testing

@testable import SalesMongo

@Suite struct MongoAddressTests {
  @Test(
    "an address is shown without its password and its options",
    arguments: [
      ("mongodb://localhost/shop", "mongodb://localhost/shop", false, false),
      ("mongodb://127.0.0.1:28017/shop?w=1", "mongodb://127.0.0.1:28017/shop", false, false),
      ("mongodb://a:1,b:2/shop?replicaSet=r", "mongodb://a:1,b:2/shop", false, false),
      ("mongodb://ada@db.example.com/shop", "mongodb://ada@db.example.com/shop", false, false),
      ("mongodb://ada:s3%40cret@localhost/shop", "mongodb://ada:***@localhost/shop", true, false),
      ("mongodb://ada:s3cret@[::1]:9/shop", "mongodb://ada:***@[::1]:9/shop", true, false),
      ("mongodb://ada:s3cret@db.example.com/shop", "mongodb://ada:***@db.example.com/shop", true, true),
      (
        "mongodb://ada:s3cret@localhost,db.example.com/shop", "mongodb://ada:***@localhost,db.example.com/shop", true,
        true
      ),
      ("mongodb://ada:s3cret@db.example.com/shop?tls=true", "mongodb://ada:***@db.example.com/shop", true, false),
      ("mongodb+srv://ada:s3cret@db.example.com/shop", "mongodb+srv://ada:***@db.example.com/shop", true, false),
      (
        "mongodb+srv://ada:s3cret@db.example.com/shop?tls=false", "mongodb+srv://ada:***@db.example.com/shop", true,
        true
      ),
      ("mongodb://h/shop?tls=true&tlsCertificateKeyFilePassword=s3cret", "mongodb://h/shop", true, false),
    ])
  func shown(_ uri: String, _ redacted: String, hasPassword: Bool, inClear: Bool) throws {
    let address = try MongoAddress(uri)
    #expect(address.redacted == redacted && "\(address)" == redacted && String(reflecting: address) == redacted)
    #expect(address.hasPassword == hasPassword)
    #expect(address.sendsPasswordInClear == inClear)
    #expect(address.database == "shop")
  }

  @Test(
    "what is no address is refused in one line, without its password",
    arguments: [
      ("postgres://h/shop", "begins with mongodb:// or mongodb+srv://"),
      ("mongodb://", "not a MongoDB address"),
      ("mongodb://h", "names no database: mongodb://HOST/DATABASE"),
      ("mongodb://h/", "names no database"),
      ("mongodb://h/?w=1", "names no database"),
      ("mongodb://h:0/shop", "not a MongoDB address"),
      ("mongodb://h:port/shop", "not a MongoDB address"),
      ("mongodb://h/shop\u{0}x", "NUL"),
      ("mongodb://h/shop?w=0", "w=0"),
      ("mongodb://ada:s3/cret@h/shop", "%2F"),
      ("mongodb://ada:s3@cret@h/shop", "%2F"),
      ("mongodb://ada:s3%zzcret@h/shop", "%2F"),
      ("mongodb+srv://ada:s3cret@a,b/shop", "%2F"),
      ("mongodb://ada:s3cret@h/shop?w=1&tls=cret", "option `tls`"),
      ("mongodb://h/shop?socketTimeoutMS=cret", "option `socketTimeoutMS`"),
      ("mongodb://ada:1?cret=2%zz@h/shop", "%2F"),
    ])
  func refused(_ uri: String, _ hint: String) {
    #expect {
      try MongoAddress(uri)
    } throws: { error in
      let text = "\(error)"
      return error is SettingProblem && text.contains(hint) && !text.contains("cret") && !text.contains("\n")
    }
  }
}
