package import Foundation

/// The files under `SampleData`, found from where this source lies.
package enum SampleFiles {
  package static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "SampleData").appending(path: name)
  }
}
