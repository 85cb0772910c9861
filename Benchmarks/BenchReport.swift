import Foundation
import GRDBSQLite

extension Bench {
  /// Prints a row of figures, and if they meet the goal; nil where there is none.
  static func row(_ name: String, _ ours: String, peer: String? = nil, ratio: Double? = nil, goal: String, isMet: Bool?)
  {
    var parts = ["ours \(ours)"]
    if let peer { parts.append(peer) }
    if let ratio { parts.append(String(format: "ratio %.2f", ratio)) }
    parts.append("goal \(goal)" + (isMet.map { $0 ? ": met" : ": MISSED" } ?? ""))
    print("\(name): " + parts.joined(separator: "; "))
    // Write at once, also into a file.
    fflush(nil)
  }

  static func leftOut(_ name: String, _ why: String) { print("\(name): left out: \(why)") }

  /// The percentile of some values; `share` is 0.5 for the median.
  static func percentile(_ share: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)]
  }

  static func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }
  static func megabytes(_ bytes: Double) -> String { String(format: "%.0f MB", bytes / 1e6) }

  /// Prints the machine on which the benchmarks run.
  static func printMachine() {
    let system = lines("/etc/os-release").first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst(12) ?? ""
    let model = lines("/proc/cpuinfo").first { $0.hasPrefix("model name") }?.split(separator: ": ").last ?? "?"
    let load = lines("/proc/loadavg").first?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    let process = ProcessInfo.processInfo
    let swift = BenchTools.version("swift", "--version")
    print(
      """
      machine: \(process.activeProcessorCount) cores of \(model), \(process.physicalMemory >> 30) GiB, \
      \(system.trimmingCharacters(in: ["\""])); load \(load)
      versions: \(swift), release build; SQLite \(String(cString: sqlite3_libversion()))
      command: \(CommandLine.arguments.joined(separator: " "))
      """)
    if load > Double(process.activeProcessorCount) / 2 { print("The machine is busy: these figures are provisional.") }
  }

  private static func lines(_ path: String) -> [Substring] {
    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
  }
}
