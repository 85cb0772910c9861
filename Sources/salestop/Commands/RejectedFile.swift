import Foundation
import Platform
import SalesPipeline
import SalesSources
import Synchronization

/// The file of rejected rows: as they stand in their own file, with the reason before them, so that they can be put
/// right there and imported. It is made with the first row; files with other columns have one of their own.
final class RejectedFile: Sendable {
  private let path: String
  private let state = Mutex<State>(State())

  private struct State {
    /// By header.
    var handles: [String: FileHandle] = [:]
  }

  /// Throws where a file of that name is there already.
  init(_ path: String) throws {
    self.path = path
    guard path != "-" else { throw CommandProblem.usage("--rejected: name a file; - is none") }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandProblem.usage("--rejected: \(path) is there already; name a new file")
    }
  }

  func write(_ row: RejectedRow, of file: ExaminedFile) throws {
    try state.withLock { state in
      let header = file.rejectedHeader(row)
      var text = Data()
      if state.handles[header] == nil {
        state.handles[header] = try make(state.handles.count + 1)
        text.append(contentsOf: header.utf8)
      }
      text.append(contentsOf: file.rejectedRow(row))
      do { try state.handles[header]?.write(contentsOf: text) } catch { throw problem(error.systemWords) }
    }
  }

  /// `rejected.csv`, then `rejected-2.csv`.
  private func make(_ number: Int) throws -> FileHandle {
    let name = number == 1 ? path : AtomicFile(path).numbered(number)
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw problem(String(cString: strerror(errno))) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func close() throws {
    try state.withLock { state in
      do { for handle in state.handles.values { try handle.close() } } catch {
        throw problem(error.systemWords)
      }
      state.handles = [:]
    }
  }

  private func problem(_ detail: String) -> BackendError {
    BackendError(.inputOutput, during: "write \(path)", detail: detail)
  }
}
