package import Foundation

/// The files under `SampleData`.
package enum SampleFiles {
  package static func url(_ name: String) -> URL { RepositoryFiles.url("SampleData").appending(path: name) }
}
