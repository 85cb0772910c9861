import Foundation
import Glibc
import SalesPipeline

/// Runs other programs and measures their CPU time.
enum BenchProcess {
  static let own = CommandLine.arguments[0]
  static let python =
    ProcessInfo.processInfo.environment["SALESTOP_TEST_PYTHON"]
    ?? FileManager.default.currentDirectoryPath + "/.build/test-tools/bin/python3"

  static func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program to its end and returns what it prints.
  @discardableResult
  static func run(_ program: String, _ arguments: [String], output: FileHandle? = nil) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? pipe
    try process.run()
    let text = output == nil ? String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) : ""
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BackendError(.inputOutput, during: "bench", detail: "\(program) ended with \(process.terminationStatus)")
    }
    return text
  }

  /// The next line that a program writes, without its end.
  static func line(_ pipe: Pipe) -> Data {
    var line = Data()
    while let byte = try? pipe.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      line.append(byte)
    }
    return line
  }

  /// User and system seconds of a program from its start to its end.
  static func cpu(_ program: String, _ arguments: [String]) throws -> Double {
    let before = cpu(children)
    try run(program, arguments, output: FileHandle.nullDevice)
    return cpu(children) - before
  }

  /// User and system seconds of this process so far.
  static var ownCPU: Double { cpu(myself) }

  // The C names have another type than the call takes.
  private static let myself = Int32(RUSAGE_SELF.rawValue)
  private static let children = Int32(RUSAGE_CHILDREN.rawValue)

  private static func cpu(_ who: Int32) -> Double {
    var usage = rusage()
    getrusage(who, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
