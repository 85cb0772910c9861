/// How many writes go to the server in one message: few to a slow one, so that it answers before we stop waiting; many to a
/// fast one. A message that failed is tried again with fewer, and what of it was done is done.
struct WritePace: Sendable {
  private static let mostWrites = 20_000
  private static let fewestWrites = 50
  private static let mostBytes = 4 << 20
  private var writes = 1000

  /// Where the next message ends.
  func end(of all: [MongoWrite], from start: Int) -> Int {
    var end = start
    var bytes = 0
    while end < all.count, end - start < writes, bytes < Self.mostBytes {
      bytes += all[end].size
      end += 1
    }
    return end
  }

  mutating func note(_ count: Int, took duration: Duration) {
    if duration > .seconds(2) {
      slowDown()
    } else if count == writes, duration < .milliseconds(500) {
      writes = min(writes * 2, Self.mostWrites)
    }
  }

  mutating func slowDown() {
    writes = max(writes / 2, Self.fewestWrites)
  }
}
