import SalesCore

/// Cells as bytes: per cell region, product, sales, refunds as variable-length integers (7 bits a byte, low first),
/// revenue zigzagged.
/// A typical cell takes 8 bytes.
enum CellCoding {
  static func encode(_ cells: [RollupCell], into bytes: inout [UInt8]) {
    for cell in cells {
      append(UInt64(UInt32(bitPattern: cell.region)), to: &bytes)
      append(UInt64(UInt32(bitPattern: cell.product)), to: &bytes)
      append(UInt64(bitPattern: cell.sales), to: &bytes)
      append(UInt64(bitPattern: cell.refunds), to: &bytes)
      append(UInt64(bitPattern: cell.revenue << 1 ^ cell.revenue >> 63), to: &bytes)
    }
  }

  /// Nil where the bytes are damaged: cut, or with a name's number past `names`, or with counts that cannot be.
  static func decode(_ bytes: UnsafeRawBufferPointer, names: Int = Int(NameID.max) + 1) -> [RollupCell]? {
    var cells: [RollupCell] = []
    // Each number ends with a byte below 0x80. Exact, for a long view holds millions of cells at once.
    cells.reserveCapacity(bytes.reduce(0) { $0 + ($1 < 0x80 ? 1 : 0) } / 5)
    var index = 0
    while index < bytes.count {
      guard let region = read(bytes, &index), let product = read(bytes, &index), let sales = read(bytes, &index),
        let refunds = read(bytes, &index), let revenue = read(bytes, &index),
        region < names, product < names, sales <= Int64.max, refunds <= sales
      else { return nil }
      cells.append(
        RollupCell(
          region: NameID(truncatingIfNeeded: region), product: NameID(truncatingIfNeeded: product),
          sales: Int64(bitPattern: sales), refunds: Int64(bitPattern: refunds),
          revenue: Int64(bitPattern: revenue >> 1) ^ -Int64(bitPattern: revenue & 1)))
    }
    return cells
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private static func read(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while index < bytes.count, shift < 64 {
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
