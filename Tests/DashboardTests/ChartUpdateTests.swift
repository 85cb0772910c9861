import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Effects of keys and the mouse on crosshair, mark, buckets and axis.
@Suite struct ChartUpdateTests {
  @Test("v begins a range at the newest bucket, arrows extend it, Enter zooms to exactly its edges")
  func mark() throws {
    var stage = Stage(120, 24)
    let figures = try #require(stage.model.figures)
    let newest = try #require(stage.model.newestBucket)
    stage.type("v")
    #expect(stage.model.markedBuckets == newest...newest)
    stage.press(.left, .left)
    #expect(stage.model.markedBuckets == (newest - 2)...newest)
    stage.press(.enter)
    #expect(stage.model.mark == nil && stage.model.crosshair == nil)
    let range = stage.model.period.range(now: Shop.now, calendar: .utc, all: nil)
    #expect(range == figures.edges[newest - 2]..<figures.edges[newest + 1])
    stage.press(.escape)
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("the border tells from when to when, what was sold, and how that compares")
  func sums() throws {
    var stage = Stage(120, 24)
    stage.press(.left, .left)
    stage.type("v")
    stage.press(.left, .left)
    let figures = try #require(stage.model.figures)
    let range = try #require(stage.model.markedBuckets)
    let totals = figures.buckets[range].reduce(.zero, +)
    let before = try #require(figures.previous)[range].reduce(.zero, +)
    let amounts = stage.model.amounts
    let text =
      "14:29 – 14:32  \(amounts.exact(totals.revenue)) · \(totals.sales) sales · was \(amounts.exact(before.revenue)) "
    #expect(stage.lines[3].contains(text))
    stage.type("m")
    #expect(stage.lines[3].contains("14:29 – 14:32  \(totals.sales) sales · \(amounts.exact(totals.revenue))"))
    stage.type("m")
    #expect(stage.lines[3].contains("14:29 – 14:32  \(amounts.exact(totals, .average))"))
  }

  @Test("v again drops the mark and keeps the crosshair; Esc drops first the mark, then the crosshair")
  func drop() {
    var stage = Stage()
    stage.type("v")
    stage.press(.left)
    stage.type("v")
    #expect(stage.model.mark == nil && stage.model.crosshair != nil)
    stage.type("v")
    stage.press(.escape)
    #expect(stage.model.mark == nil && stage.model.crosshair != nil)
    stage.press(.escape)
    #expect(stage.model.crosshair == nil)
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("the hints say what the keys do to a mark")
  func hints() {
    var stage = Stage(120, 24)
    #expect(stage.lines[23].contains("vMark") && !stage.lines[23].contains("Zoom here"))
    stage.type("v")
    #expect(stage.lines[23].contains("vUnmark") && stage.lines[23].contains("←→Extend"))
    #expect(stage.lines[23].contains("EnterZoom here"))
  }

  @Test("a part of a bucket is held against the same part of the other, alone and in a range")
  func partial() throws {
    let figures = try #require(Stage().model.figures)
    let partial = try #require(figures.partial)
    let (previous, whole) = (try #require(figures.previous), try #require(figures.previousTotal))
    let elapsed = whole - previous[..<partial].reduce(.zero, +)
    #expect(elapsed.revenue < previous[partial].revenue)
    #expect(figures.before(partial...partial) == elapsed)
    #expect(figures.before(0...partial) == whole)
    #expect(figures.before(2...3) == previous[2] + previous[3])
    #expect(figures.before(0...(partial - 1)) == previous[..<partial].reduce(.zero, +))
  }

  @Test("what is not stored yet is not nothing")
  func unknown() throws {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.time = Shop.now - .minutes(10) }))
    let figures = try #require(stage.model.figures)
    let partial = try #require(figures.partial)
    #expect(figures.before(partial...partial) == nil)
    stage.press(.left)
    #expect(stage.lines[3].contains("14:32  not stored yet"))
  }

  @Test("mark and crosshair stay at their moment while time goes on, and what leaves the picture is cut off")
  func drift() throws {
    var stage = Stage()
    stage.press(.home)
    stage.type("v")
    stage.press(.right, .right, .right)
    #expect(stage.model.markedBuckets == 0...3)
    stage.wait(.seconds(120))
    stage.wait(.seconds(1))
    #expect(stage.model.markedBuckets == 0...1)
    stage.wait(.seconds(300))
    stage.wait(.seconds(1))
    #expect(stage.model.markedBuckets == 0...0)
  }

  @Test("b goes through the sizes that make sense, and shows one that was chosen")
  func buckets() {
    var stage = Stage(120, 24)
    #expect(stage.lines[3].contains(" 1m buckets "))
    var seen: [String] = []
    for _ in 0..<5 {
      stage.type("b")
      seen.append(stage.model.bucket?.text ?? "auto")
    }
    #expect(seen == ["5m", "15m", "10s", "30s", "auto"])
    stage.type("b")
    #expect(stage.model.figures?.bucket.text == "5m")
    #expect(stage.lines[3].contains("Revenue/5m") && stage.lines[3].contains(" 5m buckets, set by b "))
    stage.type("+")
    #expect(stage.model.bucket == nil)
  }

  @Test("the crosshair stays at its time in buckets of another size")
  func resized() {
    var stage = Stage()
    stage.press(.left, .left, .left)
    stage.type("b")
    #expect(stage.model.figures?.bucket.text == "5m")
    #expect(stage.model.crosshair == Timestamp(milliseconds: 1_795_271_400_000))
    #expect(stage.model.crosshairIndex != nil)
  }

  @Test("y locks the axis where it is, makes it logarithmic, and lets go")
  func axis() throws {
    var stage = Stage()
    stage.type("y")
    guard case .locked(let range) = stage.model.axis else {
      Issue.record("not locked: \(stage.model.axis)")
      return
    }
    #expect(range.lowerBound == 0 && range.upperBound > 0)
    let labels = stage.lines[4..<15].map { $0.prefix(7) }
    stage.type("-")
    #expect(stage.lines[4..<15].map { $0.prefix(7) } == labels)
    #expect(stage.lines[3].contains("y locked"))
    stage.type("y")
    #expect(stage.lines[3].contains(", log "))
    stage.type("y")
    #expect(stage.model.axis == .auto)
    stage.type("ym")
    #expect(stage.model.axis == .auto)
  }

  @Test("↓ leads to the panel below")
  func below() {
    var stage = Stage(80, 24) { $0.view = 1 }
    stage.press(.down)
    #expect(stage.model.focus == .trend)
    var overview = Stage(80, 24)
    overview.press(.down)
    #expect(overview.model.focus == .regions)
  }
}

/// The mouse on both charts.
@Suite struct ChartMouseTests {
  private func send(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int, to stage: inout Stage) {
    stage.send(.mouse(MouseEvent(kind, at: Point(x: x, y: y))))
  }

  @Test("dragging marks a range, clamped to the chart; a click in it zooms", arguments: [5, 17])
  func drag(y: Int) throws {
    var stage = Stage(80, 24) { $0.view = 1 }
    send(.press, 40, y, to: &stage)
    let start = try #require(stage.model.crosshairIndex)
    send(.drag, 30, y, to: &stage)
    let marked = try #require(stage.model.markedBuckets)
    #expect(marked.upperBound == start && marked.lowerBound < start)
    send(.drag, -5, 0, to: &stage)
    #expect(stage.model.markedBuckets == 0...start)
    send(.release, 200, 23, to: &stage)
    #expect(stage.model.markedBuckets == 0...start)
    send(.drag, 70, y, to: &stage)
    #expect(stage.model.markedBuckets == 0...start)
    let figures = try #require(stage.model.figures)
    send(.press, 20, y, to: &stage)
    #expect(stage.model.mark == nil)
    #expect(
      stage.model.period.range(now: Shop.now, calendar: .utc, all: nil) == figures.range(of: 0...start))
  }

  @Test("a click elsewhere drops the mark, and one that trembles marks nothing")
  func click() {
    var stage = Stage()
    send(.press, 40, 8, to: &stage)
    send(.drag, 40, 9, to: &stage)
    send(.release, 40, 9, to: &stage)
    #expect(stage.model.mark == nil && stage.model.crosshair != nil)
    send(.press, 40, 8, to: &stage)
    send(.drag, 50, 8, to: &stage)
    send(.release, 50, 8, to: &stage)
    #expect(stage.model.mark != nil)
    send(.press, 20, 8, to: &stage)
    send(.release, 20, 8, to: &stage)
    #expect(stage.model.mark == nil && stage.model.period == .last(1, .hour))
  }

  @Test("what is dragged from a list into a chart marks nothing")
  func foreign() {
    var stage = Stage()
    send(.press, 5, 18, to: &stage)
    send(.drag, 40, 8, to: &stage)
    send(.release, 40, 8, to: &stage)
    #expect(stage.model.mark == nil && stage.model.crosshair == nil)
  }

  @Test("the wheel zooms around the pointer on the lower chart, too")
  func wheel() throws {
    var stage = Stage(80, 24) { $0.view = 1 }
    send(.wheelUp, 20, 17, to: &stage)
    let range = stage.model.period.range(now: Shop.now, calendar: .utc, all: nil)
    #expect(range.upperBound - range.lowerBound < .minutes(32))
    #expect(range.upperBound < Shop.now)
  }
}
