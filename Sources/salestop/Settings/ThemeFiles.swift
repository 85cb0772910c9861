import Foundation
import TextUI

/// Theme files by name: the person's own, then those installed beside the program, then those of the source checkout it
/// was built in.
struct ThemeFiles {
  private let folders: [String]

  init(configHome: String, program: String? = Self.program) {
    folders = [configHome + "/salestop/themes"] + (program.map(Self.shared) ?? [])
  }

  /// Follows links, so that a link to the program in another place does.
  private static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  private static func shared(beside program: String) -> [String] {
    let folder = URL(filePath: program).deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appending(path: "share/salestop/Themes").path
    var checkout = folder
    while checkout.path != "/", !FileManager.default.fileExists(atPath: checkout.path + "/Package.swift") {
      checkout.deleteLastPathComponent()
    }
    return checkout.path == "/" ? [installed] : [installed, checkout.path + "/Themes"]
  }

  /// Of all files there are; those compiled in are not among them.
  var names: [String] {
    let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    let names = files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
    return Set(names).subtracting(Theme.builtInNames).sorted()
  }

  var library: ThemeLibrary { ThemeLibrary { find($0) } }

  /// A path where it looks like one, else a name.
  private func find(_ name: String) -> (file: String, toml: String)? {
    let isPath = name.contains("/") || name.hasSuffix(".toml")
    let paths = isPath ? [name] : folders.map { "\($0)/\(name).toml" }
    for path in paths {
      if let text = try? String(contentsOfFile: path, encoding: .utf8) { return (path, text) }
    }
    return nil
  }
}
