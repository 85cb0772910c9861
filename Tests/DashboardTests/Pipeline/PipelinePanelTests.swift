import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The pipeline's panel, by itself.
@Suite struct PipelinePanelTests {
  private static func shop(partitions: Int = 1) -> Shop {
    var shop = Shop()
    guard partitions > 1, let whole = shop.state.checkpoints.first else { return shop }
    shop.state.checkpoints = (0..<partitions).map { partition in
      var part = whole
      part.partition = Int32(partition)
      part.epoch = Int64(partition % 3 + 1)
      part.next = whole.next / 12 + Int64(partition * 977)
      part.totals.sales = part.next - 1100
      (part.totals.duplicates, part.totals.deadLetters) = (1000, 100)
      part.newestSale = Shop.now - .seconds(Int64(partition) * 31)
      return part
    }
    shop.state.heartbeat?.logEnd = Dictionary(
      uniqueKeysWithValues: shop.state.checkpoints.map { ($0.partition, $0.next + Int64($0.partition) % 2) })
    return shop
  }

  private static let rejections: [Rejection] = SaleProblem.Reason.allCases.enumerated().map { index, reason in
    let position = Position(partition: Int32(index % 3), offset: Int64(1_248_100 - index * 17))
    let problem = SaleProblem(reason, "`amount` must be a number, and not \u{1B}[31mred")
    return Rejection(position: position, appended: Shop.now - .minutes(Int64(index * index) * 40), problem: problem)
  }

  /// Through two frames, so that what is drawn has a rate and a latency.
  private static func stage(
    _ columns: Int, _ rows: Int, _ shop: Shop = shop(), rejections: [Rejection] = rejections,
    setup: (inout Opening) -> Void = { $0.isLogDense = true }
  ) -> Stage {
    var stage = Stage(columns, rows, shop: shop, setup: setup)
    stage.rejections = rejections
    stage.type("6")
    stage.send(.drawn)
    for step in 1...3 as ClosedRange<Int64> {
      var state = stage.shop.state
      let position = Position(partition: 0, offset: state.checkpoints[0].next)
      state.heartbeat?.samples = [AppendSample(position: position, appended: stage.moment.wall + .milliseconds(900))]
      state.heartbeat?.time = stage.moment.wall + .seconds(1)
      state.heartbeat?.logEnd[0]? += 15 + step % 2
      state.checkpoints[0].next += 15
      state.checkpoints[0].totals.sales += 15
      stage.see(state)
      stage.send(.drawn)
    }
    return stage
  }

  private static func panel(_ stage: Stage) -> Canvas {
    let area = Rect(x: 0, y: 0, width: stage.model.size.columns, height: stage.model.size.rows)
    var canvas = Canvas(stage.model.size, ellipsis: stage.model.look.symbols.ellipsis)
    stage.model.draw(.pipeline, in: area, on: &canvas)
    return canvas
  }

  @Test("at every size it comes in", arguments: [(46, 15), (80, 20), (72, 31), (118, 40), (38, 7), (24, 5)])
  func sizes(columns: Int, rows: Int) throws {
    var stage = Self.stage(columns, rows)
    stage.model.focus = .pipeline
    try Recorded.expect(Self.panel(stage), "pipeline-\(columns)x\(rows)")
  }

  @Test("with twelve partitions it scrolls to the selected one")
  func partitions() throws {
    var stage = Self.stage(80, 40, Self.shop(partitions: 60))
    stage.press(.end)
    #expect(stage.model.partitionCursor.selected == "59")
    #expect(stage.text.contains("▸       59"))
    stage.press(.home, .pageDown)
    let visible = try #require(
      ScreenLayout(stage.model).panels[.pipeline].map { PipelinePlan(stage.model, in: $0).visiblePartitions })
    #expect(stage.model.partitionCursor.selected == "\(visible - 1)")
    stage.model.size = Size(columns: 80, rows: 30)
    try Recorded.expect(Self.panel(stage), "pipeline-partitions")
  }

  @Test("in plain ASCII, with figures that do not add up, a lag and a silent consumer")
  func plain() throws {
    var shop = Self.shop(partitions: 3)
    shop.state.checkpoints[1].totals.sales += 1_000
    shop.state.checkpoints[2].lost = [0..<17]
    shop.state.checkpoints[2].totals.conflicts = 4
    shop.state.heartbeat?.logEnd[0]? += 4200
    let letter = Rejection(
      position: Position(partition: 0, offset: 7), appended: Shop.now, problem: SaleProblem(.badTime, "no time"))
    var stage = Self.stage(80, 24, shop, rejections: [letter])
    stage.model.look = Look(symbols: .ascii, hasColour: false)
    stage.wait(.minutes(1))
    let canvas = Self.panel(stage)
    #expect(canvas.text().allSatisfy { $0.isASCII })
    try Recorded.expect(canvas, "pipeline-ascii")
  }

  @Test("before any consumer has run, and before anything was read")
  func empty() throws {
    var shop = Shop()
    shop.state = StoreState()
    shop.isEmpty = true
    let stage = Stage(80, 24, shop: shop)
    let text = Self.panel(stage).text()
    #expect(text.contains("no heartbeat") && text.contains("nothing taken yet"))
    var unread = Stage(80, 24)
    unread.model.latest = nil
    #expect(Self.panel(unread).text().contains("Pipeline"))
  }

  @Test("at any size it keeps within its area")
  func anySize() {
    let stage = Self.stage(80, 24, Self.shop(partitions: 12))
    for columns in 1...130 {
      for rows in [1, 2, 3, 5, 8, 11, 14, 17, 19, 22, 30, 44] {
        var canvas = Canvas(Size(columns: columns + 2, rows: rows + 2))
        let area = Rect(x: 1, y: 1, width: columns, height: rows)
        stage.model.draw(.pipeline, in: area, on: &canvas)
        let outside = canvas.text().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(outside.first?.allSatisfy { $0 == " " } ?? true)
        #expect(outside.last?.allSatisfy { $0 == " " } ?? true)
        #expect(outside.allSatisfy { $0.prefix(1).allSatisfy { $0 == " " } && $0.count <= columns + 1 })
      }
    }
  }

  @Test("rejected records are read only where they are shown")
  func rejected() {
    var stage = Stage(80, 24)
    #expect(stage.reads.last?.rejectionLimit == 0)
    stage.type("6")
    #expect(stage.reads.last?.rejectionLimit == PipelinePlan.mostRejections)
    #expect(stage.reads.count == 2)
    stage.type("1")
    #expect(stage.reads.count == 2)
  }

  @Test("ages of the heartbeat change in steps, and those alone wake the screen")
  func ages() throws {
    var stage = Self.stage(80, 24, Shop(state: Shop.state { $0.heartbeat?.storedPerSecond = 0 }))
    #expect(stage.text.contains("heartbeat on time"))
    stage.wait(.seconds(40))
    #expect(stage.text.contains("heartbeat 30s ago"))
    let panel = Self.panel(stage).text()
    stage.wait(.seconds(10))
    #expect(Self.panel(stage).text() == panel)
  }
}
