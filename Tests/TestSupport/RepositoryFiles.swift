package import Foundation

/// Files of the repository, found from where this source lies.
package enum RepositoryFiles {
  /// `path` is relative to the repository's root: `docs/keys.md`.
  package static func url(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: path)
  }
}
