import Foundation
import Platform
import SalesCore
import SalesPipeline

/// How far each consumer group is, in one small file a group beside the log. The log's database has one writing
/// process, the
/// producer; the consumers tell it here what retention must spare.
struct ConsumerCommits: Sendable {
  let folder: String

  /// Replaces the group's file in one step.
  func write(_ positions: [Position], group: String) throws(BackendError) {
    let text = positions.map { "\($0.partition) \($0.offset)\n" }.joined()
    let file = AtomicFile("\(folder)/\(group)")
    do throws(AtomicFile.Failure) {
      try file.makeFolder()
      try file.write(Array(text.utf8))
    } catch {
      throw BackendError(error, during: "note the position of \(group) in \(folder)")
    }
  }

  /// The least position of all groups in a partition; nil while nobody consumes. Who cannot be understood, after a power
  /// cut say, is spared everything.
  func least(of partition: Int32) -> Int64? {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // Those with a dot are being written.
    return files.filter { !$0.hasPrefix(".") }.map { position(in: $0, of: partition) ?? 0 }.min()
  }

  private func position(in file: String, of partition: Int32) -> Int64? {
    guard let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, Int32(words[0]) == partition { return Int64(words[1]) }
    }
    return nil
  }
}
