import Glibc
import SalesPipeline

/// Identity (device and inode) of an opened file. Writes to a file that was removed or replaced since would be lost,
/// and a reader of it would wait for ever.
struct FileMark: Sendable {
  private let path: String
  private let device: dev_t
  private let inode: ino_t

  /// Throws `.missing` where there is no file.
  init(path: String) throws {
    guard let (device, inode) = Self.deviceAndInode(path) else {
      throw BackendError(.missing, during: "open \(path)", detail: "there is no such file")
    }
    (self.path, self.device, self.inode) = (path, device, inode)
  }

  /// Throws `.inputOutput` where the path leads elsewhere by now.
  func check(_ during: String) throws {
    guard let (device, inode) = Self.deviceAndInode(path), device == self.device, inode == self.inode else {
      throw BackendError(.inputOutput, during: during, detail: "the file was removed or replaced while it was open")
    }
  }

  private static func deviceAndInode(_ path: String) -> (dev_t, ino_t)? {
    var status = stat()
    return stat(path, &status) == 0 ? (status.st_dev, status.st_ino) : nil
  }
}
