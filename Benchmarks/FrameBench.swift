import Dashboard
import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite
import TextUI
import TextUICurses

/// One frame at 200×60 with all panels, from the model's state to the bytes in the terminal. Two states whose every figure differs
/// take turns, so each frame sends what a new period would. It needs a terminal of its own: script(1) gives one.
struct FrameBench {
  let folder: URL

  static let frames = 300
  static let size = Size(columns: 200, rows: 60)

  func run() async throws {
    let log = try SQLiteSaleLog(path: path("frames-log.sqlite"), mode: .produce, now: { Bench.end })
    try await Bench.fill(log)
    let store = try SQLiteSaleStore(path: path("frames.sqlite"), settings: nil)
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { Bench.end }).run(drain: true)
    let out = path("frames.txt")
    let program = CommandLine.arguments[0]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = [
      "-qec", "stty cols 200 rows 60; TERM=xterm-256color '\(program)' frame-child '\(path("frames.sqlite"))' '\(out)'",
      "/dev/null",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard let text = try? String(contentsOfFile: out, encoding: .utf8) else {
      throw BackendError(.inputOutput, during: "bench", detail: "script(1) ended with \(process.terminationStatus)")
    }
    print(text, terminator: "")
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  static func child(store: String, out: String) async throws {
    let data = StoreData(reader: try SQLiteSalesReader(path: store))
    var stills: [Still] = []
    for measure in [Measure.revenue, .sales] {
      var configuration = DashboardConfiguration()
      configuration.measure = measure
      configuration.query.period = .last(measure == .revenue ? 7 : 5, .day)
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
    let (drawn, sent) = (Bench.median(draw) * 1000, Bench.median(send) * 1000)
    let text = String(
      format: "frame at 200x60, state to bytes: %.2f ms (draw %.2f, diff and send %.2f; goal at most 3)\n",
      drawn + sent, drawn,
      sent)
    try Data(text.utf8).write(to: URL(fileURLWithPath: out))
  }
}
