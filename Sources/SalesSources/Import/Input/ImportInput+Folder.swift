import Foundation
import SalesPipeline

/// The files of a folder that can be imported.
package struct ImportFolder: Hashable, Sendable {
  /// Paths, in the order of their names' bytes.
  package var files: [String] = []
  /// The names of all else: files of another kind, folders, pipes. What is hidden is not among them.
  package var leftOut: [String] = []

  private static let kinds: Set<String> = ["csv", "tsv", "txt", "json", "ndjson", "jsonl"]

  static func isKnown(_ name: String) -> Bool {
    var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "gz" { parts.removeLast() }
    return parts.count > 1 && kinds.contains(String(parts[parts.count - 1]))
  }
}

extension ImportInput {
  /// Looks at the names in a folder, not into its folders. Throws `BackendError` where it cannot be read.
  package static func files(in folder: String) throws -> ImportFolder {
    guard let directory = opendir(folder) else { throw DescriptorReader.error(errno, name: folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
        })
    }
    var found = ImportFolder()
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      // Reading a pipe might never end.
      let isFile = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      if isFile, ImportFolder.isKnown(name) { found.files.append(path) } else { found.leftOut.append(name) }
    }
    return found
  }
}
