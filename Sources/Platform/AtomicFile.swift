import Glibc
import Synchronization

/// A small file that is replaced as a whole. A reader finds the old contents or the new ones, never a part of them,
/// even after a crash or on a full disk.
///
///     let file = AtomicFile(stateDirectory + "/source")
///     try file.makeFolder()
///     try file.write(Array("till-1\n".utf8))
///
/// A name that nobody chose must not replace a file. `writeNew` takes the next free one:
///
///     let path = try AtomicFile("sales.csv").writeNew(bytes)   // "sales.csv", or "sales-2.csv" where that is there
///
/// The new contents are written to `.NAME.PROCESS` in the same folder, synced to the disk, and renamed. Of a symbolic
/// link the target is written. A device or a pipe stays what it is, and the contents are written into it; a pipe that
/// nobody reads fails with ENXIO.
package struct AtomicFile: Sendable {
  package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A system call failed with this `errno`.
    case system(Int32)
    /// The path leads to a folder or a socket.
    case notAFile

    package var description: String {
      switch self {
      case .system(ENXIO): "nobody reads the pipe, or there is no such device"
      case .system(let code): String(cString: strerror(code))
      case .notAFile: "it is not a file"
      }
    }
  }

  package let path: String
  private let mode: UInt32?
  private let isDurable: Bool

  /// - Parameters:
  ///   - mode: The file's permissions. By default those of the file that is replaced, or 0666 less the process's umask.
  ///   - isDurable: The folder is synced too, so that a power cut cannot bring back the old contents. The default is false.
  package init(_ path: String, mode: UInt32? = nil, isDurable: Bool = false) {
    self.path = path
    self.mode = mode
    self.isDurable = isDurable
  }

  private var folder: String { Self.parent(of: path) }

  /// Makes the file's folder, and those above it, where they are missing.
  package func makeFolder() throws(Failure) { try make(folder) }

  package func write(_ bytes: [UInt8]) throws(Failure) {
    try Self.oneAtATime.withLock { _ throws(Failure) in try replace(bytes) }
  }

  /// One process writes one file at a time, so a temporary file with its own number is always an earlier process's.
  private static let oneAtATime = Mutex(())

  /// Writes a file that was not there: `path`, or else the path with the first free number from 2 on before its ending.
  /// Returns its path. Of several processes each gets another one.
  package func writeNew(_ bytes: [UInt8]) throws(Failure) -> String {
    let new = try claim()
    do throws(Failure) {
      try AtomicFile(new, mode: mode, isDurable: isDurable).write(bytes)
    } catch {
      unlink(new)
      throw error
    }
    return new
  }

  /// Makes an empty file under the first name that is free. Only one process can make it.
  private func claim() throws(Failure) -> String {
    for number in 1...Self.mostNames {
      let candidate = number == 1 ? path : numbered(number)
      let descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor >= 0 {
        close(descriptor)
        return candidate
      }
      guard errno == EEXIST else { throw .system(errno) }
    }
    throw .system(EEXIST)
  }

  private static let mostNames = 10_000

  /// `folder/sales.csv` as `folder/sales-2.csv`.
  package func numbered(_ number: Int) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[name...].lastIndex(of: "."), dot > name else { return "\(path)-\(number)" }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }

  /// The path behind symbolic links, which need not lead to a file yet.
  private func target() throws(Failure) -> String {
    var target = path
    for _ in 0..<40 {
      guard let link = Self.link(at: target) else { return target }
      target = link.hasPrefix("/") ? link : "\(Self.parent(of: target))/\(link)"
    }
    throw .system(ELOOP)
  }

  private static func link(at path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func replace(_ bytes: [UInt8]) throws(Failure) {
    let target = try target()
    guard target == path else {
      return try AtomicFile(target, mode: mode, isDurable: isDurable).replace(bytes)
    }
    let replaced: UInt32?
    switch Self.kind(of: path) {
    case nil: replaced = nil
    case .regular(let mode): replaced = mode
    case .stream: return try writeInto(bytes)
    case .other: throw .notAFile
    }
    let mode = mode ?? replaced
    let prefix = temporaryPrefix
    removeLeftovers(prefix)
    let temporary = "\(folder)/\(prefix)\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode == nil ? 0o666 : 0o600)
    guard descriptor >= 0 else { throw .system(errno) }
    do throws(Failure) {
      try Self.fill(descriptor, bytes, mode)
      guard rename(temporary, path) == 0 else { throw .system(errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    if isDurable { try Self.sync(folder) }
  }

  /// Writes, syncs and closes.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ mode: UInt32?) throws(Failure) {
    var problem = writeAll(bytes, to: descriptor)
    if problem == nil, let mode, fchmod(descriptor, mode) != 0 { problem = errno }
    if problem == nil, fsync(descriptor) != 0 { problem = errno }
    // Closing may be the first to tell of a write that failed.
    if close(descriptor) != 0, problem == nil { problem = errno }
    if let problem { throw .system(problem) }
  }

  /// The `errno` of the write that failed.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
    }
    return nil
  }

  private enum Kind {
    case regular(mode: UInt32)
    /// A device or a pipe.
    case stream
    case other
  }

  /// Nil where there is nothing yet.
  private static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .regular(mode: status.st_mode & 0o777)
    case S_IFIFO, S_IFCHR, S_IFBLK: .stream
    default: .other
    }
  }

  /// Opening does not wait for a reader; writing waits for it to read.
  private func writeInto(_ bytes: [UInt8]) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(errno) }
    _ = fcntl(descriptor, F_SETFL, 0)
    var problem = Self.writeAll(bytes, to: descriptor)
    if close(descriptor) != 0, problem == nil { problem = errno }
    if let problem { throw .system(problem) }
  }

  // MARK: Names

  /// Short enough that the whole is a file's name (255 bytes), however long the file's own is.
  private var temporaryPrefix: String {
    let name = path.split(separator: "/").last ?? ""
    return ".\(String(decoding: name.utf8.prefix(200), as: UTF8.self))."
  }

  /// Removes the temporary files of processes that have ended in the middle.
  private func removeLeftovers(_ prefix: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(prefix), let process = pid_t(name.dropFirst(prefix.count)), process > 0 else { continue }
      let isGone = process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
      if isGone { unlink("\(folder)/\(name)") }
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  // MARK: Folders

  private func make(_ folder: String) throws(Failure) {
    if mkdir(folder, 0o777) != 0 {
      guard errno == ENOENT else {
        if errno == EEXIST { return }
        throw .system(errno)
      }
      let parent = Self.parent(of: folder)
      guard parent != folder else { throw .system(ENOENT) }
      try make(parent)
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw .system(errno) }
    }
    if isDurable { try Self.sync(Self.parent(of: folder)) }
  }

  /// Makes the names in a folder durable.
  private static func sync(_ folder: String) throws(Failure) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(errno) }
  }
}
