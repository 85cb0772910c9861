import ArgumentParser
import ConfigText
import Foundation
import TextUI

struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "List, check and show themes.",
    discussion: "Your own are files in $XDG_CONFIG_HOME/salestop/themes; the dashboard takes up a change by itself.",
    subcommands: [List.self, Check.self, Show.self], defaultSubcommand: List.self)

  private static func files() throws -> ThemeFiles { try Settings(flags: [:], configPath: nil).themeFiles }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every theme there is, its variant and its file.")

    func run() throws {
      let files = try ThemeCommand.files()
      let rows = files.names.map { name in
        do {
          let theme = try files.library.theme(named: name)
          return [name, theme.variant.rawValue, files.file(of: name) ?? "compiled in"]
        } catch {
          return [name, "broken", "\(error)"]
        }
      }
      try Output.write(
        Output.columns([["name", "variant", "from"]] + rows.map { $0.map(Output.safe) }, leading: [0, 1, 2]) + "\n")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What is wrong with theme files, a line each: `file:line: what`.",
      discussion: """
        Keys that are unknown or missing, colours that are none, themes that inherit themselves, and text whose contrast with its \
        ground is under 4.5:1, in 24-bit colour, in 256 and in 16 (as xterm shows them). Exits with 65 where it finds anything.
        """)

    @Argument(help: .init("Files, or names of themes; all there are if none is given.", valueName: "file"))
    var files: [String] = []

    func run() throws {
      let folders = try ThemeCommand.files()
      var isClean = true
      for name in files.isEmpty ? folders.names : files {
        let (file, toml) = try ThemeCommand.text(of: name, in: folders)
        let problems = Theme.check(toml: toml, file: file) { parent in
          try ThemeCommand.parent(parent, of: file, in: folders)
        }
        let lines = problems.isEmpty ? ["\(file): ok"] : problems.map(\.description)
        try Output.write(lines.map { Output.safe($0) + "\n" }.joined())
        isClean = isClean && problems.isEmpty
      }
      if !isClean { throw ArgumentParser.ExitCode(Exit.data) }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The text of a theme, to start your own from.",
      discussion: "salestop theme show nord >~/.config/salestop/themes/mine.toml")

    @Argument(help: .init("A theme's name or its file.", valueName: "theme"))
    var name: String

    func run() throws {
      try Output.write(data: Data(try ThemeCommand.text(of: name, in: ThemeCommand.files()).toml.utf8))
    }
  }

  private static func text(of name: String, in files: ThemeFiles) throws -> (file: String, toml: String) {
    do {
      if let found = try files.text(of: name) { return found }
    } catch let problem as ConfigProblem {
      throw CommandProblem(code: Exit.data, message: "theme \(problem)")
    }
    if let toml = Theme.builtInText(name) { return (name, toml) }
    let near = Suggestion.nearest(to: name, among: files.names).map { "; did you mean `\($0)`?" } ?? ""
    throw CommandProblem.usage("there is no theme `\(name)`\(near)")
  }

  /// The themes a checked file may inherit: files beside it come first; one that leads back to it is a loop.
  private static func parent(_ name: String, of file: String, in files: ThemeFiles) throws -> Theme {
    let own = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    if name == own, let theme = Theme.builtIn(name) { return theme }
    return try files.beside(file).library.theme(named: name, within: [own])
  }
}
