import Foundation
import Synchronization
import TestSupport

@testable import SalesSources

/// A row as a scanner gives it, or a problem.
enum ScannedRow: Equatable, CustomStringConvertible {
  case row(Int, [String])
  case problem(Int, String)

  var description: String {
    switch self {
    case .row(let line, let cells): "\(line): \(cells)"
    case .problem(let line, let message): "\(line)! \(message)"
    }
  }

  var cells: [String]? { if case .row(_, let cells) = self { cells } else { nil } }
}

/// An input that gives bytes in chunks of chosen sizes, the last size for all that is left.
func chunkedInput(
  _ bytes: [UInt8], _ sizes: [Int], name: String = "sales.csv", isLive: Bool = false
) -> ImportInput {
  let state = Mutex((rest: bytes[...], sizes: sizes[...]))
  return ImportInput(name: name, size: isLive ? nil : Int64(bytes.count), isLive: isLive) {
    state.withLock { state in
      let size = state.sizes.count > 1 ? state.sizes.removeFirst() : state.sizes.first ?? 1
      defer { state.rest = state.rest.dropFirst(size) }
      return Array(state.rest.prefix(size))
    }
  }
}

/// Ways to cut so many bytes: whole, byte by byte, and at random.
func cuts(_ count: Int, seed: UInt64) -> [[Int]] {
  var random = SeededGenerator(seed: seed)
  return [[count + 1], [1], [2], [3, 1, 7]]
    + (0..<3).map { _ in (0..<8).map { _ in Int.random(in: 1...max(1, count / 2 + 1), using: &random) } }
}

extension RowScanner {
  /// All that is left of an input, with the cells of the columns that are selected.
  mutating func rest(of input: ImportInput, count: Int) async throws -> [ScannedRow] {
    var rows: [ScannedRow] = []
    while true {
      switch next() {
      case .row(let line): rows.append(.row(line, (0..<count).map(text)))
      case .problem(let line, let message): rows.append(.problem(line, message))
      case .needsInput: try await self.input.feed(from: input)
      case .end: return rows
      }
    }
  }
}

/// A file with these bytes, gone with the test.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}
