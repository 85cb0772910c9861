import Foundation
import TextUI

/// Standard output. A pipe that is closed ends the program quietly.
enum Output {
  static func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { exit(0) }
        throw CommandProblem(code: Exit.inputOutput, message: "standard output: \(String(cString: strerror(errno)))")
      }
      bytes = bytes.dropFirst(written)
    }
  }

  /// Data for other programs goes out byte for byte; where a terminal would read it, control characters are made harmless.
  static func write(data: some Sequence<UInt8>) throws {
    let text = String(decoding: Array(data), as: UTF8.self)
    guard isatty(STDOUT_FILENO) == 1 else { return try write(text) }
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    try write(lines.map { sanitize(String($0)) }.joined(separator: "\n"))
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// Text from outside, fit for a terminal.
  static func safe(_ text: String) -> String { sanitize(text) }

  /// Rows in columns; those in `leading` flush left, the others flush right.
  static func columns(_ rows: [[String]], leading: Set<Int> = [0]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        let space = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
        return leading.contains(index) ? (index == row.count - 1 ? cell : cell + space) : space + cell
      }
      .joined(separator: "  ")
    }
    .joined(separator: "\n")
  }
}
