import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct FrameTests {
  @Test(
    "the overview at every size it has a layout for",
    arguments: [(80, 24), (120, 40), (200, 60), (100, 30), (80, 40), (50, 30), (40, 12), (20, 5), (1, 1)])
  func sizes(columns: Int, rows: Int) throws {
    try Recorded.expect(Stage(columns, rows).canvas, "overview-\(columns)x\(rows)")
  }
}
