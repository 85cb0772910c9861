import Foundation
import Glibc

/// A file with a secret, which others must not be able to read.
enum PrivateFile {
  static let largest = 64 << 10

  /// Refuses (77) a file that others may read or write. A group may: that is how services share one.
  static func check(_ status: stat, _ path: String) throws {
    guard status.st_mode & 0o006 == 0 else {
      throw CommandProblem(
        code: Exit.permission,
        message: "\(path) holds a password and everybody on this machine may read it; chmod 600 \(path)")
    }
  }

  /// The file's text without white space around it. `variable` is the one that named the file, for messages.
  static func read(_ path: String, variable: String) throws -> String {
    // Opening a fifo must not block.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let why = "\(variable): \(path): \(String(cString: strerror(errno)))"
      if errno == EACCES || errno == EPERM { throw CommandProblem(code: Exit.permission, message: why) }
      throw CommandProblem.config(why)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
      throw CommandProblem.config("\(variable): \(path) is not a regular file of at most 64 KiB")
    }
    try check(status, path)
    guard let data = try? handle.readToEnd() ?? Data(), let text = String(bytes: data, encoding: .utf8) else {
      throw CommandProblem.config("\(variable): \(path) cannot be read as UTF-8 text")
    }
    let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !value.isEmpty else { throw CommandProblem.config("\(variable): \(path) is empty") }
    return value
  }
}
