/// Result of a repair: numbers of rollups.
package struct RepairReport: Hashable, Sendable {
  /// All rollups that are kept now; each was counted afresh.
  package var recounted = 0
  /// Recounted rollups that held other figures before, or could not be read.
  package var corrected = 0
  /// Recounted rollups that were missing before.
  package var added = 0
  /// Rollups without any sale.
  package var removed = 0

  package init() {}

  package var changes: Int { corrected + added + removed }
}
