import SalesCore

/// The totals of one pair in one rollup, in 24 bytes. Counts beyond `UInt32.max` are clamped.
struct CubeCell: Hashable, Sendable {
  var revenue: Int64
  var pair: UInt32
  var sales: UInt32
  var refunds: UInt32

  var totals: Totals { Totals(sales: Int64(sales), refunds: Int64(refunds), revenue: revenue) }
}

/// The cells of one bucket and partition.
struct CubeSlice: Sendable {
  var bucket: Timestamp
  var partition: Int32
  var cells: ContiguousArray<CubeCell>

  func precedes(_ other: CubeSlice) -> Bool {
    (bucket, partition) < (other.bucket, other.partition)
  }

  func isSame(as other: CubeSlice) -> Bool {
    bucket == other.bucket && partition == other.partition
  }
}
