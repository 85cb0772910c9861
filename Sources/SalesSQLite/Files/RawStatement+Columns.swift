import SalesCore

/// Columns as they must be; what cannot have been written there is `DamagedData`.
extension RawStatement {
  func time(_ column: Int32) throws -> Timestamp {
    let time = Timestamp(milliseconds: integer(column))
    guard time >= .distantPast, time <= .distantFuture else { throw DamagedData("a time is out of range") }
    return time
  }

  func count(_ column: Int32) throws -> Int64 {
    guard integer(column) >= 0 else { throw DamagedData("a count is negative") }
    return integer(column)
  }

  /// With room to count on from it.
  func offset(_ column: Int32) throws -> Int64 {
    guard (0..<Int64.max / 2).contains(integer(column)) else { throw DamagedData("an offset is out of range") }
    return integer(column)
  }

  func partition(_ column: Int32) throws -> Int32 {
    guard let partition = Int32(exactly: integer(column)) else { throw DamagedData("there is no such partition") }
    return partition
  }

  /// A name's number.
  func name(_ column: Int32, among names: Int) throws -> Int {
    guard let name = Int(exactly: integer(column)), (0..<names).contains(name) else {
      throw DamagedData("a sale's region or product is not among the names")
    }
    return name
  }
}
