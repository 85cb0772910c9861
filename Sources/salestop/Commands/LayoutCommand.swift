import ArgumentParser
import ConfigText
import Dashboard

struct LayoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout",
    abstract: "Views of the dashboard: list what there is, print a layout to start from, check one of your own.",
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The layouts that are built in, and the panels a view can have.")

    func run() throws {
      let presets = LayoutPreset.allCases.map { preset in
        ["  " + preset.rawValue, preset.summary + ": " + preset.views.map(\.name).joined(separator: ", ")]
      }
      let panels = PanelSet.standard.kinds.map { ["  " + $0.name, $0.summary] }
      let (first, second) = (Output.columns(presets, leading: [0, 1]), Output.columns(panels, leading: [0, 1]))
      try Output.write("Layouts:\n\(first)\n\nPanels:\n\(second)\n")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a layout as the tables it is in config.toml, to start from.")

    @Argument(help: "standard or wall.")
    var layout = LayoutPreset.standard

    func run() throws { try Output.write(layout.toml) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Report everything wrong with the views and keys of a file; nothing wrong ends with 0, else with 78.")

    @Argument(help: "A config file, or one with [[view]] tables alone.")
    var file: String

    func run() throws {
      let config = try ConfigFile(file, asked: true)
      let tables = ScreenTables(toml: config.text, file: file)
      guard tables.problems.isEmpty else {
        let lines = tables.problems.map { Output.safe($0.description) + "\n" }
        try Output.write(lines.joined())
        throw ExitCode(Exit.config)
      }
      let views = tables.views.map { $0.map(\.name).joined(separator: ", ") }
      let keys = tables.keys.isEmpty ? "" : "; keys for \(tables.keys.keys.sorted().joined(separator: ", "))"
      try Output.write("\(Output.safe(file)): \(views.map { "views \($0)" } ?? "no views of its own")\(keys)\n")
    }
  }
}

extension LayoutPreset: ExpressibleByArgument {}
