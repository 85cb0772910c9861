import ConfigText
import Foundation
import SalesSources

/// Recipe files by name: the person's own, then those that come with the program.
struct RecipeFiles {
  struct Entry {
    var name: String
    var path: String
    var isOwn: Bool
  }

  private let own: String
  private let shipped: [String]

  init(configHome: String) {
    own = configHome + "/salestop/recipes"
    shipped = SharedFiles.paths(of: "Recipes")
  }

  /// By name; a person's own recipe hides a shipped one of the same name.
  var entries: [Entry] {
    var found: [String: Entry] = [:]
    for folder in [own] + shipped {
      for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        guard file.hasSuffix(".toml"), !file.hasPrefix(".") else { continue }
        let name = String(file.dropLast(5))
        if found[name] == nil {
          found[name] = Entry(name: name, path: "\(folder)/\(file)", isOwn: folder == own)
        }
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// All recipes, for recognising files. One that is wrong is named and left out: most files do not need it.
  func all() -> [Recipe] {
    entries.compactMap { entry in
      do { return try Self.recipe(at: entry.path) } catch {
        Messages.warning("\(error); no file is recognised by this recipe")
        return nil
      }
    }
  }

  /// A recipe by its name, or by its file's path where it looks like one.
  func recipe(_ name: String) throws -> Recipe { try Self.recipe(at: path(of: name)) }

  func path(of name: String) throws -> String {
    if name.contains("/") || name.hasSuffix(".toml") { return name }
    let entries = entries
    if let entry = entries.first(where: { $0.name == name }) { return entry.path }
    let known = entries.map(\.name)
    let advice =
      Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
      ?? (known.isEmpty ? "none is installed" : "there are \(known.joined(separator: ", "))")
    throw CommandProblem.usage("there is no recipe `\(name)`; \(advice)")
  }

  static func recipe(at path: String) throws -> Recipe {
    try RecipeFile.parse(try SharedFiles.text(at: path), file: path)
  }
}
