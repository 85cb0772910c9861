import Glibc
package import Platform

extension BackendError.Kind {
  /// `.permission` or `.inputOutput`, for a file that could not be read or written with this `errno`.
  package init(errno code: Int32) {
    self = [EACCES, EPERM, EROFS].contains(code) ? .permission : .inputOutput
  }
}

extension BackendError {
  /// A system call on a file failed with this `errno`.
  package init(errno code: Int32, of resource: Resource = .storage, during: String) {
    self.init(Kind(errno: code), of: resource, during: during, detail: String(cString: strerror(code)))
  }

  /// A file could not be replaced.
  package init(_ failure: AtomicFile.Failure, during: String) {
    let kind: Kind =
      switch failure {
      case .system(let code): Kind(errno: code)
      case .notAFile: .inputOutput
      }
    self.init(kind, during: during, detail: failure.description)
  }
}
