import Foundation
import Platform
import SalesCore
import SalesPipeline

/// The committed offsets of each consumer group, in one small file a group beside the log. The log's database has one
/// writer, the producer; here the consumers tell it which records retention must spare.
struct ConsumerCommits: Sendable {
  let folder: String

  /// Replaces the group's file.
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

  /// The least committed offset of all groups in a partition; nil without groups. A file that cannot be read counts as
  /// 0, so that everything is spared for it.
  func least(of partition: Int32) -> Int64? {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // Names with a dot are files being written.
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
