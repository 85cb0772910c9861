import Foundation
import SalesPipeline
import SalesSources
import Synchronization

/// The file of rejected rows: as they stand in their own file, with the reason before them, so that they can be put
/// right there and imported. It is made with the first row.
final class RejectedFile: Sendable {
  private let path: String
  private let state = Mutex<State>(State())

  private struct State {
    var handle: FileHandle?
    /// The columns of the rows written last.
    var header = ""
  }

  /// Throws where a file of that name is there already.
  init(_ path: String) throws {
    self.path = path
    guard path != "-", !FileManager.default.fileExists(atPath: path) else {
      throw CommandProblem.usage("--rejected: \(path) is there already; name a new file")
    }
  }

  func write(_ row: RejectedRow, of file: ExaminedFile) throws {
    try state.withLock { state in
      if state.handle == nil {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw problem(String(cString: strerror(errno))) }
        state.handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      }
      var text = Data()
      let header = file.rejectedHeader
      if header != state.header {
        state.header = header
        text.append(contentsOf: header.utf8)
      }
      text.append(contentsOf: file.rejectedRow(row))
      do { try state.handle?.write(contentsOf: text) } catch { throw problem(error.localizedDescription) }
    }
  }

  func close() throws {
    try state.withLock { state in
      do { try state.handle?.close() } catch { throw problem(error.localizedDescription) }
      state.handle = nil
    }
  }

  private func problem(_ detail: String) -> BackendError {
    BackendError(.inputOutput, during: "write \(path)", detail: detail)
  }
}
