extension Currency {
  /// ISO 4217, with the codes that went out of use lately and its code for tests, XTS. Precious metals and XXX, no
  /// currency, are not among them.
  package static let codes = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
    CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF XTS YER ZAR ZMW ZWG ZWL
    """.split(separator: " ").map(String.init)

  private static let known = Set(codes)

  /// True of a code of `codes`. A store that is there keeps its code, whatever it is.
  package var isListed: Bool { Self.known.contains(code) }

  /// The currency that a person names, in any case; nil for a code that is not listed.
  package static func named(_ text: String) -> Currency? {
    guard let currency = Currency(code: text.uppercased()), currency.isListed else { return nil }
    return currency
  }
}
