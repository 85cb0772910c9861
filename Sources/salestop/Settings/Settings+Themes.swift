import ConfigText
import Dashboard
import Foundation
import Platform
import SalesPipeline
import TextUI

/// Themes, keys and views of the dashboard, which it reads again when their files change.
extension Settings {
  var themeFiles: ThemeFiles { ThemeFiles(configHome: configHome) }

  /// The themes to choose from, and the index of the one that is set. A broken file is skipped and returned as
  /// `problem`, unless its theme is the one that is set: then it is an error.
  func themes() throws -> (all: [Theme], chosen: Int?, problem: ConfigProblem?) {
    let files = themeFiles
    var all: [Theme] = []
    var problem: ConfigProblem?
    for name in files.names {
      do {
        let theme = try files.library.theme(named: name)
        if !all.contains(where: { $0.name == theme.name }) { all.append(theme) }
      } catch {
        problem = problem ?? error
        if let theme = Theme.builtIn(name) { all.append(theme) }
      }
    }
    guard let wanted = text(.theme) else { return (all, nil, problem) }
    let theme = try theme(wanted, from: files, known: all)
    if let index = all.firstIndex(where: { $0.name == theme.name }) {
      // A file given by its path comes before one of the same name.
      all[index] = theme
      return (all, index, problem)
    }
    return (all + [theme], all.count, problem)
  }

  private func theme(_ name: String, from files: ThemeFiles, known: [Theme]) throws -> Theme {
    do {
      return try files.library.theme(named: name)
    } catch {
      if let theme = known.first(where: { $0.name == name }) { return theme }
      let advice =
        error.line == nil ? "; there are \(known.map(\.name).joined(separator: ", ")), or give a file's path" : ""
      throw CommandProblem.setting("theme \(error)\(advice)", from: origin(.theme))
    }
  }

  func reloaded() throws -> Reloaded {
    let themes = try themes()
    let (keys, views) = try screen()
    var reloaded = Reloaded(themes: themes.all, keys: keys, views: views)
    reloaded.wantedTheme = themes.chosen.map { themes.all[$0].name }
    reloaded.problem = themes.problem?.description
    return reloaded
  }

  /// Yields a moment after the config file or a theme file was edited; never where the kernel cannot tell.
  func screenFileChanges() -> AsyncStream<Void> {
    let configFile = URL(fileURLWithPath: config.path)
    var files = [configFile, configFile.resolvingSymlinksInPath()]
    if let theme = text(.theme), ThemeFiles.isPath(theme) { files.append(URL(fileURLWithPath: theme)) }
    if let layout = text(.layout), layout.hasSuffix(".toml") { files.append(URL(fileURLWithPath: expanded(layout))) }
    let folders = files.map { $0.deletingLastPathComponent().path } + themeFiles.folders
    // A folder that is made later counts by its name.
    let names = Set(files.map(\.lastPathComponent) + folders.flatMap { URL(fileURLWithPath: $0).pathComponents })
    guard let changes = FolderChanges(folders, .edits, concerns: { $0.hasSuffix(".toml") || names.contains($0) }) else {
      return AsyncStream { $0.finish() }
    }
    return AsyncStream { continuation in
      // The task holds what watches.
      let task = Task {
        for await _ in changes.stream() { continuation.yield() }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
