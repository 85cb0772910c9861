import Glibc
package import Platform

extension ProcessLock {
  /// The lock of a log or a store. `during` is what the caller does, `advice` what to do about another holder. Throws
  /// `.held(byProcess:)`, `.permission` or `.inputOutput`.
  package init(path: String, during: String, advice: String) throws(BackendError) {
    do {
      try self.init(path: path)
    } catch {
      throw BackendError(error, path: path, during: during, advice: advice)
    }
  }
}

extension BackendError {
  fileprivate init(_ refusal: ProcessLock.Refusal, path: String, during: String, advice: String) {
    switch refusal {
    case .held(let process):
      let name = process.map { "process \($0)" } ?? "another process"
      self.init(.held(byProcess: process), during: during, detail: "\(name) has it open; \(advice)")
    case .unopened(let error):
      self.init(Kind(errno: error), during: during, detail: "\(path): \(String(cString: strerror(error)))")
    }
  }
}
