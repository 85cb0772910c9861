import ArgumentParser
import ConfigText
import Foundation
import SalesSources

struct RecipeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipe",
    abstract: "List, show, check and propose recipes, which say how a row of a file becomes a sale.",
    discussion: "Your own are files in $XDG_CONFIG_HOME/salestop/recipes.",
    subcommands: [List.self, Show.self, Check.self, Guess.self], defaultSubcommand: List.self)

  private static func files() throws -> RecipeFiles {
    RecipeFiles(configHome: try Settings(flags: [:], configPath: nil).configHome)
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every recipe there is, and what it reads.")

    func run() throws {
      let rows = try RecipeCommand.files().entries.map { entry in
        do {
          let recipe = try RecipeFiles.recipe(at: entry.path)
          return [entry.name, recipe.title, entry.isOwn ? entry.path : "comes with salestop"]
        } catch {
          return [entry.name, "broken", "\(error)"]
        }
      }
      try Output.write(
        Output.columns([["name", "reads", "from"]] + rows.map { $0.map(Output.safe) }, leading: [0, 1, 2]) + "\n")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The text of a recipe, to start your own from.",
      discussion: "salestop recipe show shopify-orders >~/.config/salestop/recipes/my-shop.toml")

    @Argument(help: .init("A recipe's name or its file.", valueName: "recipe"))
    var name: String

    func run() throws {
      let path = try RecipeCommand.files().path(of: name)
      try Output.write(data: Data(try SharedFiles.text(at: path).utf8))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Errors of recipe files, a line each: `file:line: error`. Exits with 65 where there are any.")

    @Argument(help: .init("Files, or names of recipes; all there are if none is given.", valueName: "file"))
    var names: [String] = []

    func run() throws {
      let files = try RecipeCommand.files()
      var isClean = true
      for path in names.isEmpty ? files.entries.map(\.path) : try names.map(files.path) {
        do {
          _ = try RecipeFiles.recipe(at: path)
          try Output.write(Output.safe("\(path): ok") + "\n")
        } catch let problem as ConfigProblem {
          isClean = false
          try Output.write(Output.safe(problem.description) + "\n")
        }
      }
      if !isClean { throw ArgumentParser.ExitCode(Exit.data) }
    }
  }

  struct Guess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A recipe for a file, by the names of its columns, to start your own from.",
      discussion: "salestop recipe guess sales.csv >~/.config/salestop/recipes/my-shop.toml")

    @Argument(help: .init("A file of CSV or JSON.", valueName: "file"))
    var file: String

    @Option(help: .init("The text's encoding, as iconv knows it.", valueName: "name"))
    var encoding: String?

    @Option(help: .init("JSON: the list whose items are the rows, such as line_items.", valueName: "path"))
    var each: String?

    func run() async throws {
      let draft = try await ImportJob.naming(file) {
        try await RecipeDraft.of(try ImportJob.file(file), encoding: encoding, each: each)
      }
      let name = URL(filePath: file).lastPathComponent
      try Output.write(Output.lines(draft.toml(name: String(name.prefix { $0 != "." }), file: name)))
    }
  }
}

extension Output {
  /// Text of several lines, each fit for a terminal.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }.joined(separator: "\n")
  }
}
