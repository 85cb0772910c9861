/// What a repair did, in rollups.
package struct RepairReport: Hashable, Sendable {
  /// Counted afresh: all that are kept now.
  package var recounted = 0
  /// Those of them that held something else, or could not be read.
  package var corrected = 0
  /// Those of them that were missing.
  package var added = 0
  /// Rollups that no sale accounted for.
  package var removed = 0

  package init() {}

  package var changes: Int { corrected + added + removed }
}
