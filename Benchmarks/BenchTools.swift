import Foundation
import SalesPipeline

/// The Python programs of Benchmarks/Tools and what they need.
enum BenchTools {
  static let python = FileManager.default.currentDirectoryPath + "/.build/bench-tools/bin/python3"
  static let salestop = sibling("salestop")

  /// A program built beside this one.
  static func sibling(_ name: String) -> String {
    URL(fileURLWithPath: BenchProcess.own).deletingLastPathComponent().appendingPathComponent(name).path
  }

  static func script(_ name: String) -> String {
    FileManager.default.currentDirectoryPath + "/Benchmarks/Tools/\(name).py"
  }

  /// The missing programs, in words for a person; nil where none is missing.
  static func missing(_ programs: String...) -> String? {
    guard FileManager.default.isExecutableFile(atPath: python) else {
      return "there is no .build/bench-tools, which `Scripts/prepare bench` makes from PyPI"
    }
    if !FileManager.default.isExecutableFile(atPath: salestop) { return "there is no \(salestop)" }
    return programs.first { BenchProcess.path(of: $0) == nil }.map { "\($0) is not installed" }
  }

  /// A function of Tools/terminal.py.
  static func terminal<Answer: Decodable>(_ function: String, _ settings: some Encodable) throws -> Answer {
    let settings = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
    let text = try BenchProcess.run(python, [script("terminal"), function, settings])
    return try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
  }

  /// Runs a program to its end in a terminal of that size.
  static func inTerminal(_ size: String, _ program: String, _ arguments: [String]) throws {
    struct Answer: Decodable { var code: Int }
    let text = try BenchProcess.run(python, [script("terminal"), "run", size, program] + arguments)
    let code = try JSONDecoder().decode(Answer.self, from: Data(text.utf8)).code
    guard code == 0 else {
      throw BackendError(.inputOutput, during: "bench", detail: "\(program) \(arguments) ended with \(code)")
    }
  }

  /// The first line that a program says of its version.
  static func version(_ program: String, _ arguments: String...) -> String {
    let text = BenchProcess.path(of: program).flatMap { try? BenchProcess.run($0, arguments) } ?? ""
    return text.split(separator: "\n").first.map(String.init) ?? "\(program) of an unknown version"
  }
}
