import Foundation
import SalesPipeline

/// Measures the dashboard beside producer and consumer: idle, live, and the time of a sale to the screen.
struct StreamBench {
  let folder: URL

  private struct Watch: Encodable {
    var size = ScreenBench.size
    var settle: Int
    var windows = Bench.rounds
    var seconds: Int
    var programs: [[String]]
    var beside: [[String]]
  }

  /// By window.
  private struct Watched: Decodable {
    var bytes: [Double]
    var frames: [Double]
    var cpu: [Double]

    var text: String {
      String(
        format: "%.3f %% of a core, %.0f bytes/s, %.2f frames/s", Bench.median(cpu) * 100, Bench.median(bytes),
        Bench.median(frames))
    }
  }

  /// A consumer runs and nothing is sold. All programs are watched at the same time.
  func idle() async throws {
    if let missing = BenchTools.missing("htop", "btop") { return Bench.leftOut("idle", missing) }
    try BenchProcess.run(
      BenchTools.salestop, command("produce", "--count", "20000", "--backfill", "7d", "--rate", "0.0331"))
    try BenchProcess.run(BenchTools.salestop, command("consume", "--drain"))
    let programs = [dash("all"), dash("1h"), ["htop"], ["btop"]]
    print(
      "idle: \(ScreenBench.size), side by side for \(Bench.rounds) windows of 20 s; a consumer runs, nothing is sold")
    let seen: [Watched] = try BenchTools.terminal(
      "watch", Watch(settle: 25, seconds: 20, programs: programs, beside: [daemon("consume")]))
    let isMet = seen[0].bytes.max() == 0 && seen[0].frames.max() == 0 && Bench.median(seen[0].cpu) <= 0.001
    Bench.row(
      "idle, period all", seen[0].text, peer: "htop \(seen[2].text); btop \(seen[3].text)",
      goal: "0 bytes, 0 frames in every window, at most 0.1 % of a core", isMet: isMet)
    Bench.row(
      "idle, period 1h, which slides", seen[1].text, goal: "at most 0.1 % of a core",
      isMet: Bench.median(seen[1].cpu) <= 0.001)
    printPeers()
  }

  func live() async throws {
    if let missing = BenchTools.missing("btop") { return Bench.leftOut("live", missing) }
    try prepare()
    print("live: \(ScreenBench.size), period 1h, 100 sales/s, side by side for \(Bench.rounds) windows of 10 s")
    let seen: [Watched] = try BenchTools.terminal(
      "watch", Watch(settle: 10, seconds: 10, programs: [dash("1h"), ["btop"]], beside: stream))
    let (cpu, bytes) = (Bench.median(seen[0].cpu), Bench.median(seen[0].bytes))
    Bench.row(
      "live", seen[0].text, peer: "btop \(seen[1].text)", ratio: cpu / Bench.median(seen[1].cpu),
      goal: "at most 2 % of a core and 16 kB/s", isMet: cpu <= 0.02 && bytes <= 16_000)
    printPeers()
  }

  /// From the time the log stamps on a record to the frame whose count of sales has it in.
  func latency() async throws {
    if let missing = BenchTools.missing() { return Bench.leftOut("latency", missing) }
    struct Settings: Encodable {
      var size = ScreenBench.size
      var program: [String]
      var settle = 8
      var seconds = 60
      var log: String
      var beside: [[String]]
    }
    struct Answer: Decodable { var latencies: [Double], pause: Double }
    try prepare()
    let answer: Answer = try BenchTools.terminal(
      "latency", Settings(program: dash("all"), log: path("log.sqlite"), beside: stream))
    let (p50, p99) = (Bench.percentile(0.5, answer.latencies), Bench.percentile(0.99, answer.latencies))
    Bench.row(
      "latency, appended -> drawn, 100 sales/s",
      "p50 \(Bench.milliseconds(p50)), p99 \(Bench.milliseconds(p99)), "
        + "worst \(Bench.milliseconds(answer.latencies.max() ?? 0)) of \(answer.latencies.count) sales; "
        + "the producer's longest pause \(Bench.milliseconds(answer.pause))",
      goal: "p50 at most 250 ms, p99 at most 500 ms", isMet: p50 <= 0.25 && p99 <= 0.5)
  }

  /// An hour of sales; 100 a second go on where it ends.
  private func prepare() throws {
    try BenchProcess.run(
      BenchTools.salestop, command("produce", "--count", "360000", "--rate", "100", "--backfill", "1h"))
    try BenchProcess.run(BenchTools.salestop, command("consume", "--drain"))
  }

  private var stream: [[String]] { [daemon("produce", "--rate", "100"), daemon("consume")] }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func command(_ words: String...) -> [String] { words + ["--state-dir", folder.path] }

  private func dash(_ period: String) -> [String] { ScreenBench.dash(path("store.sqlite"), period) }

  private func daemon(_ words: String...) -> [String] { [BenchTools.salestop] + words + ["--state-dir", folder.path] }

  private func printPeers() {
    print(
      "peers: \(BenchTools.version("htop", "--version")), \(BenchTools.version("btop", "--version")), at their defaults"
    )
  }
}
