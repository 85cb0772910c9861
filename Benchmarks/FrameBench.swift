import Dashboard
import Foundation
import SalesAnalytics
import SalesCore
import SalesPipeline
import SalesSQLite
import TextUI
import TextUICurses

/// Measures one frame at 200×60 with all panels, from the model's state to the bytes in the terminal. It alternates
/// between two states in which every figure differs, so each frame sends as much as a new period would.
struct FrameBench {
  let folder: URL

  static let frames = 300
  static let size = Size(columns: 200, rows: 60)

  func run() async throws {
    if let missing = BenchTools.missing() { return Bench.leftOut("frame", missing) }
    let log = try SQLiteSaleLog(path: path("frames-log.sqlite"), mode: .produce, now: { Bench.end })
    try await Bench.fill(log)
    let store = try SQLiteSaleStore(path: path("frames.sqlite"), settings: nil)
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { Bench.end }).run(drain: true)
    let out = path("frames.txt")
    try BenchTools.inTerminal("200x60", BenchProcess.own, ["frame-child", path("frames.sqlite"), out])
    let times = try String(contentsOfFile: out, encoding: .utf8).split(separator: " ").compactMap { Double($0) }
    Bench.row(
      "frame, Overview at 200x60, state to bytes",
      "\(Bench.milliseconds(times[0])) (draw \(Bench.milliseconds(times[1])), diff and send \(Bench.milliseconds(times[2])))",
      goal: "at most 3 ms", isMet: times[0] <= 0.003)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  static func child(store: String, out: String) async throws {
    let data = StoreData(reader: try SQLiteStoreReader(path: store))
    var stills: [Still] = []
    for measure in [Measure.revenue, .sales] {
      var configuration = DashboardConfiguration()
      configuration.start = ViewState(period: .last(measure == .revenue ? 7 : 5, .day))
      configuration.start.measure = measure
      stills.append(
        try await Still(data: data, configuration: configuration, size: size, now: Bench.start + .days(10)))
    }
    let terminal = try CursesTerminal(environment: ProcessInfo.processInfo.environment)
    var draw: [Double] = []
    var send: [Double] = []
    for frame in 0..<frames {
      var canvas = Canvas(size)
      draw.append(await Bench.seconds { canvas = stills[frame % 2].draw() })
      send.append(try await Bench.seconds { try terminal.present(canvas, theme: .autoDark) })
    }
    terminal.close()
    let whole = Bench.median(zip(draw, send).map { $0 + $1 })
    try Data("\(whole) \(Bench.median(draw)) \(Bench.median(send))".utf8).write(to: URL(fileURLWithPath: out))
  }
}
