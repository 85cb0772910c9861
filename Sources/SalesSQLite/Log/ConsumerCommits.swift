import Foundation
import Platform
import SalesCore
import SalesPipeline

/// The committed offsets of each consumer group, in one small file a group beside the log. The log's database has one
/// writer, the producer; here the consumers tell it which records retention must spare.
///
/// A file has the log's identity in its first line, `log sqlite-…`, then a `partition offset` a line.
struct ConsumerCommits: Sendable {
  let folder: String
  /// Of the log; nil for a mere reader.
  private let identity: String?

  init(log path: String, identity: String?) {
    folder = path + ".consumers"
    self.identity = identity
  }

  /// Replaces the group's file.
  func write(_ positions: [Position], group: String) throws(BackendError) {
    let lines = (identity.map { ["log \($0)"] } ?? []) + positions.map { "\($0.partition) \($0.offset)" }
    let file = AtomicFile("\(folder)/\(group)")
    do throws(AtomicFile.Failure) {
      try file.makeFolder()
      try file.write(Array(lines.map { $0 + "\n" }.joined().utf8))
    } catch {
      throw BackendError(error, during: "note the position of \(group) in \(folder)")
    }
  }

  /// The least committed offset of all groups in a partition; nil without groups. A file that cannot be read counts as
  /// 0, so that everything is spared for it.
  func least(of partition: Int32) -> Int64? {
    groups.map { note(of: $0)?.next[partition] ?? 0 }.min()
  }

  /// The notes that can be read, by group.
  func notes() -> [String: ConsumerNote] {
    Dictionary(uniqueKeysWithValues: groups.compactMap { group in note(of: group).map { (group, $0) } })
  }

  private var groups: [String] {
    // Names with a dot are files being written.
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
  }

  private func note(of group: String) -> ConsumerNote? {
    guard let text = try? String(contentsOfFile: folder + "/" + group, encoding: .utf8) else { return nil }
    var note = ConsumerNote()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2 else { continue }
      if words[0] == "log" {
        note.log = String(words[1])
      } else if let partition = Int32(words[0]), let offset = Int64(words[1]) {
        note.next[partition] = offset
      }
    }
    return note
  }
}
