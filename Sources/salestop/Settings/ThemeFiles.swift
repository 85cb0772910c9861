import ConfigText
import Foundation
import TextUI

/// Theme files by name: the person's own, then those that come with the program.
struct ThemeFiles {
  let folders: [String]

  init(configHome: String) {
    folders = [configHome + "/salestop/themes"] + SharedFiles.paths(of: "Themes")
  }

  /// These folders and one more, which comes first: that of a file whose parents may stand beside it.
  func beside(_ file: String) -> ThemeFiles { ThemeFiles([Self.folder(of: file)] + folders) }

  private init(_ folders: [String]) { self.folders = folders }

  static func folder(of file: String) -> String { URL(fileURLWithPath: file).deletingLastPathComponent().path }

  /// Of all there are: those compiled in first, then the files.
  var names: [String] {
    let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    let names = files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
    return Theme.builtInNames + Set(names).subtracting(Theme.builtInNames).sorted()
  }

  var library: ThemeLibrary { ThemeLibrary { try text(of: $0) } }

  /// The file of a theme, by its path where it looks like one, else by its name; nil where there is none, as of one that is
  /// only compiled in.
  func file(of name: String) -> String? {
    Self.isPath(name)
      ? name : folders.map { "\($0)/\(name).toml" }.first { FileManager.default.fileExists(atPath: $0) }
  }

  static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".toml") }

  /// A theme's text and its file. A file that is there but cannot be read is an error.
  func text(of name: String) throws -> (file: String, toml: String)? {
    guard let file = file(of: name) else { return nil }
    return (file, try SharedFiles.text(at: file))
  }
}
