extension RandomAccessCollection {
  /// The first index whose element fulfils `belongs`, by bisection. The elements that fulfil it must follow all that do
  /// not.
  @inlinable
  package func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if belongs(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
