import SalesCore

/// Writes a generated sale's record, the same bytes as `SaleEncoder`, but fast: names are encoded once, numbers without
/// `String`.
struct RecordWriter: Sendable {
  /// A range of `fragments`.
  private struct Fragment: Sendable {
    var start: Int
    var count: Int
  }

  private let fragments: [UInt8]
  private let head: Fragment
  private let products: [Fragment]
  private let regions: [Fragment]
  private let decimals: Int
  /// No record is longer.
  let maxLength: Int

  init(catalog: Catalog, source: SourceName) {
    var fragments: [UInt8] = []
    func add(_ write: (inout [UInt8]) -> Void) -> Fragment {
      let start = fragments.count
      write(&fragments)
      return Fragment(start: start, count: fragments.count - start)
    }
    head = add { $0.append(contentsOf: "{\"id\":\"\(source.text)-".utf8) }
    products = catalog.products.map { product in
      add {
        $0.append(contentsOf: #","product":"#.utf8)
        SaleEncoder.appendText(product.name, to: &$0)
      }
    }
    regions = catalog.regions.map { region in
      add {
        $0.append(contentsOf: #","region":"#.utf8)
        SaleEncoder.appendText(region.name, to: &$0)
        $0.append(contentsOf: ",\"src\":\"\(source.text)\",\"seq\":".utf8)
      }
    }
    self.fragments = fragments
    decimals = catalog.currency.decimals
    let longestProduct = products.map(\.count).max() ?? 0
    let longestRegion = regions.map(\.count).max() ?? 0
    // Two sequence numbers, an amount, a time and the text between them.
    maxLength = head.count + longestProduct + longestRegion + 20 + 20 + 24 + 32 + 32
  }

  /// Caches the text of the last second, so that the next sale of the same second needs only three digits.
  struct TimeText {
    private var second: Int64 = .min
    private var text = [UInt8](repeating: 0, count: 24)

    @inline(__always)
    mutating func write(_ milliseconds: Int64, to out: inout ByteWriter) {
      var second = milliseconds / 1000
      if milliseconds < second &* 1000 { second &-= 1 }
      if second != self.second { update(second) }
      text.withUnsafeBufferPointer { out.copy($0.baseAddress, count: 20) }
      out.digits(UInt64(truncatingIfNeeded: milliseconds &- second &* 1000), width: 3)
      out.byte(UInt8(ascii: "Z"))
    }

    private mutating func update(_ second: Int64) {
      self.second = second
      text.removeAll(keepingCapacity: true)
      Timestamp(seconds: second).appendText(to: &text)
    }
  }

  /// Writes one record at `out`, which has room for `maxLength` bytes.
  @inline(__always)
  func write(
    sequence: Int64, milliseconds: Int64, pick: SaleMix.Pick, time: inout TimeText, to out: inout ByteWriter
  ) {
    fragments.withUnsafeBufferPointer { fragments in
      let number = UInt64(truncatingIfNeeded: sequence)
      copy(head, of: fragments, to: &out)
      out.digits(number, width: ByteWriter.width(number, atLeast: 12))
      out.copy(#"","time":""#)
      time.write(milliseconds, to: &out)
      out.copy(#"","amount":"#)
      out.amount(pick.amountMinor, decimals: decimals)
      copy(products[pick.product], of: fragments, to: &out)
      copy(regions[pick.region], of: fragments, to: &out)
      out.digits(number, width: ByteWriter.width(number, atLeast: 1))
      out.byte(UInt8(ascii: "}"))
    }
  }

  @inline(__always)
  private func copy(_ fragment: Fragment, of bytes: UnsafeBufferPointer<UInt8>, to out: inout ByteWriter) {
    guard let base = bytes.baseAddress else { return }
    out.copy(base + fragment.start, count: fragment.count)
  }
}
