import SalesCore

/// The signs and codes of currencies.
enum CurrencyMarkTable {
  struct Entry: Sendable {
    var text: String
    /// UTF-8 with the letters of ASCII in lower case.
    var spelling: [UInt8]
    var currencies: [Currency]
  }

  /// A line for each sign: how it is written, and the codes of its currencies.
  private static let signs = """
    $ USD CAD AUD NZD SGD HKD TWD JMD TTD BBD BSD BZD BMD KYD XCD FJD GYD LRD NAD SBD SRD BND ZWG ZWL MXN ARS CLP COP \
    UYU DOP CUP PHP
    ＄ USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU
    US$ USD
    U$S USD
    CA$ CAD
    C$ CAD NIO
    CAD$ CAD
    A$ AUD
    AU$ AUD
    NZ$ NZD
    S$ SGD
    SG$ SGD
    HK$ HKD
    NT$ TWD
    MX$ MXN
    Mex$ MXN
    AR$ ARS
    R$ BRL
    J$ JMD
    € EUR
    £ GBP EGP FKP GIP SHP SSP SDG LBP SYP
    ￡ GBP EGP LBP SYP
    ¥ JPY CNY
    ￥ JPY CNY
    JP¥ JPY
    CN¥ CNY
    円 JPY
    元 CNY
    RMB CNY
    ₹ INR
    Rs. INR PKR LKR NPR MUR SCR
    Rs INR PKR LKR NPR MUR SCR
    kr SEK NOK DKK ISK
    kr. SEK NOK DKK ISK
    zł PLN
    Kč CZK
    Ft HUF
    lei RON MDL
    лв BGN
    лв. BGN
    Fr. CHF
    Fr CHF
    SFr. CHF
    SFr CHF
    ₩ KRW KPW
    ￦ KRW KPW
    ₺ TRY
    TL TRY
    ₽ RUB
    руб. RUB
    руб RUB
    ₴ UAH
    грн UAH
    ₪ ILS
    ₫ VND
    đ VND
    ₱ PHP
    ฿ THB
    ₦ NGN
    ₵ GHS
    GH₵ GHS
    ₡ CRC
    ₲ PYG
    ₸ KZT
    ₼ AZN
    ₾ GEL
    ₮ MNT
    ₭ LAK
    ৳ BDT
    R ZAR
    RM MYR
    Rp IDR
    Rp. IDR
    S/ PEN
    S/. PEN
    """

  static let entries: [Entry] = {
    let lines = signs.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let plain = Currency.codes.map { [$0, $0] }
    return (lines + plain).map { words in
      Entry(
        text: words[0], spelling: words[0].utf8.map(folded), currencies: words[1...].compactMap { Currency(code: $0) })
    }
  }()

  /// The indices of the entries that begin with a byte, the longest first.
  static let byFirstByte: [[Int]] = (0..<256).map { byte in
    entries.indices.filter { Int(entries[$0].spelling[0]) == byte }
      .sorted { entries[$0].spelling.count > entries[$1].spelling.count }
  }

  static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
