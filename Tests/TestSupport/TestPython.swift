import Foundation

/// The Python of the test set-up, with nx-27017 and pymongo: an opinion independent of our own code.
package enum TestPython {
  /// `SALESTOP_TEST_PYTHON`, or what the set-up has made under the package's root.
  package static let path =
    ProcessInfo.processInfo.environment["SALESTOP_TEST_PYTHON"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build/test-tools/bin/python3").path

  package static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// The output of a script; it is killed after two minutes.
  package static func run(_ script: String, _ arguments: String...) async throws -> String {
    let folder = try TemporaryFolder()
    let output = folder.file("output")
    let words = [path, "-I", "-X", "utf8", "-c", script] + arguments
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["--kill-after=5", "120"] + words
    _ = FileManager.default.createFile(atPath: output, contents: nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardOutput = file
    process.standardError = file
    process.standardInput = FileHandle.nullDevice
    let code: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = try String(contentsOfFile: output, encoding: .utf8)
    guard code == 0 else { throw TestToolFailure("python3", text) }
    return text
  }
}

/// A tool of the tests does not do what it is there for.
package struct TestToolFailure: Error, CustomStringConvertible {
  package var tool: String
  package var why: String

  package init(_ tool: String, _ why: String) {
    self.tool = tool
    self.why = why
  }

  package var description: String { "\(tool): \(why)" }
}
