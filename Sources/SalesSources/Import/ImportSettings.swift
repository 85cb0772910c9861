package import SalesPipeline

package enum ImportFormat: String, CaseIterable, Sendable { case csv, json }

/// The wishes of a person for an import.
package struct ImportSettings: Sendable {
  /// Recipes by which files are recognised.
  package var recipes: [Recipe] = []
  /// The recipe that was named; the default is nil: the file's header decides.
  package var recipe: Recipe?
  package var changes = RecipeChanges.none
  package var read = ReadOptions()
  package var target: ImportTarget
  /// The region of a file without a column for it. The default is nil: it is asked for.
  package var defaultRegion: String?
  /// The source of rows that are to be counted anew by each import. The default is nil: a sale's id is made of its
  /// content where the file has none.
  package var source: SourceName?
  /// The most records in one append. The default is 5000.
  package var batchLimit = 5000
  package var retry = Retry()

  package init(target: ImportTarget) { self.target = target }
}
