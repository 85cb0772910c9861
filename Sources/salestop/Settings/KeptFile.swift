import Dashboard
import Foundation
import Glibc
import Platform

/// `dash.json` in the state directory: how the last dashboard was left.
struct KeptFile {
  private struct Contents: Codable {
    var format = KeptFile.format
    /// Which store it looked at, without a password.
    var store: String
    var dashboard: ViewState
  }

  private static let format = "salestop-dash-1"
  private static let largest = 1 << 20

  let path: String
  let store: String

  enum Found: Equatable {
    case nothing
    /// `isOfStore`: the dashboard looked at the same store.
    case state(ViewState, isOfStore: Bool)
    /// Why the file counts as none.
    case unusable(String)
  }

  /// Never an error: without it a dashboard begins as settings say.
  func read() -> Found {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == ENOENT || errno == ENOTDIR ? .nothing : .unusable(reason()) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largest else {
      return .unusable("it is not a regular file of at most 1 MiB")
    }
    guard status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else { return .unusable("others may write it") }
    guard let data = FileManager.default.contents(atPath: path) else { return .unusable("it cannot be read") }
    guard let contents = try? JSONDecoder().decode(Contents.self, from: data), contents.format == Self.format
    else { return .unusable("it is not what dash writes") }
    return .state(contents.dashboard, isOfStore: contents.store == store)
  }

  /// The file holds the old state or the new one, and is its owner's alone.
  func write(_ state: ViewState) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Contents(store: store, dashboard: state)) + Data("\n".utf8)
    let file = AtomicFile(path, mode: 0o600)
    do throws(AtomicFile.Failure) {
      try file.makeFolder()
      try file.write(Array(data))
    } catch {
      throw CommandProblem(code: Exit.inputOutput, message: "\(path): \(error)")
    }
  }

  private func reason() -> String { String(cString: strerror(errno)) }
}

extension Settings {
  /// Set for this run: by flag or in the environment.
  func isChosen(_ key: SettingKey) -> Bool {
    switch origin(key) {
    case .flag, .environment: true
    default: false
    }
  }
}
