import Foundation
import Testing
import TextUI

/// Compares frames with recorded ones: the signs in one file, the roles by their letters in another. Recorded anew only
/// where SALESTOP_RECORD=1 is set; a missing one fails.
enum Recorded {
  static func expect(_ canvas: Canvas, _ name: String, _ location: SourceLocation = #_sourceLocation) throws {
    try expect(canvas.text(), file: "\(name).txt", location)
    try expect(canvas.roleLetters(), file: "\(name).roles", location)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Snapshots")

  private static func expect(_ text: String, file: String, _ location: SourceLocation) throws {
    let url = folder.appending(path: file)
    if ProcessInfo.processInfo.environment["SALESTOP_RECORD"] == "1" {
      try Data((text + "\n").utf8).write(to: url)
      return
    }
    guard let data = try? Data(contentsOf: url) else {
      Issue.record("there is no snapshot \(file): record it with SALESTOP_RECORD=1", sourceLocation: location)
      return
    }
    let recorded = String(decoding: data, as: UTF8.self)
    guard recorded != text + "\n" else { return }
    let pairs = zip(
      recorded.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    let change = first.map { "-\($0.element.0)\n+\($0.element.1)" } ?? "its length"
    Issue.record(
      "\(file) differs, first in line \((first?.offset ?? 0) + 1):\n\(change)",
      sourceLocation: location)
  }
}
