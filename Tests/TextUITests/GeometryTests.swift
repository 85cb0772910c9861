import Testing

@testable import TextUI

@Suite struct GeometryTests {
  @Test("sides are never negative")
  func sides() {
    #expect(Size(columns: -3, rows: 2) == Size(columns: 0, rows: 2))
    #expect(Rect(x: 1, y: 1, width: 3, height: 3).inset(dx: 2, dy: 2).isEmpty)
    #expect(Rect(x: 0, y: 0, width: 2, height: 2).intersection(Rect(x: 5, y: 0, width: 2, height: 2)).isEmpty)
  }

  @Test(
    "lengths divide a side without gap or overlap",
    arguments: [
      (10, [Length.fixed(3), .share(1), .share(1)], [3, 3, 4]),
      (10, [.share(2), .share(3)], [4, 6]),
      (4, [.fixed(3), .fixed(3)], [3, 1]),
      (20, [.atLeast(8, share: 1), .share(3)], [8, 12]),
      (40, [.atLeast(8, share: 1), .share(3)], [10, 30]),
      (0, [.fixed(3), .share(1)], [0, 0]),
      (5, [.fixed(2)], [2]),
      (7, [.share(0), .share(1)], [0, 7]),
    ])
  func dividing(total: Int, lengths: [Length], parts: [Int]) {
    #expect(Length.divide(total, among: lengths) == parts)
  }

  @Test("parts never sum to more than the whole and shares leave nothing over")
  func sums() {
    for total in 0..<60 {
      let parts = Length.divide(total, among: [.fixed(7), .atLeast(9, share: 2), .share(1), .atLeast(3, share: 4)])
      #expect(parts.reduce(0, +) == total)
      #expect(parts.allSatisfy { $0 >= 0 })
    }
  }

  @Test("columns lie side by side")
  func columns() {
    let parts = Rect(x: 5, y: 2, width: 9, height: 4).columns([.fixed(2), .share(1)])
    #expect(parts == [Rect(x: 5, y: 2, width: 2, height: 4), Rect(x: 7, y: 2, width: 7, height: 4)])
  }
}
