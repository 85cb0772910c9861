import Glibc
import Platform
import SalesPipeline

/// The next number of each of this machine's sources in one topic. Kafka cannot store it, so there is a file a source
/// with the number after the last one that may be on the topic.
///
/// An append's numbers are reserved, durably, before its first record is sent. So however a process ends, the next one
/// begins past every number that was used: it leaves out those of one append at most, and mints none twice. A lock
/// keeps a second process from the same numbers.
struct SourceNumbers {
  private final class Source {
    let lock: ProcessLock
    /// After the last number that the brokers have acknowledged.
    var acknowledged: Int64
    var reserved: Int64

    init(lock: consuming ProcessLock, next: Int64) {
      self.lock = lock
      acknowledged = next
      reserved = next
    }
  }

  private let folder: String
  /// Takes no lock, makes no file.
  private let isReadOnly: Bool
  private var sources: [String: Source] = [:]

  init(stateDirectory: String, identity: String, isReadOnly: Bool) {
    let names = identity.split(separator: "/", maxSplits: 1).map { Self.fileName(String($0)) }
    folder = ([stateDirectory, "kafka"] + names).joined(separator: "/")
    self.isReadOnly = isReadOnly
  }

  /// The number after the last acknowledged one; after a restart, after the last one that may have been used.
  mutating func next(of source: String) throws(BackendError) -> Int64 {
    isReadOnly ? try read(source) : try hold(source).acknowledged
  }

  /// Before the first of these numbers is used. Returns the number after the last acknowledged one.
  mutating func reserve(_ progress: SourceProgress) throws(BackendError) -> Int64 {
    let source = try hold(progress.source)
    if progress.nextSequence > source.reserved {
      try write(progress.nextSequence, of: progress.source)
      source.reserved = progress.nextSequence
    }
    return source.acknowledged
  }

  func acknowledge(_ source: String, next: Int64) {
    guard let source = sources[source] else { return }
    source.acknowledged = max(source.acknowledged, next)
  }

  private mutating func hold(_ name: String) throws(BackendError) -> Source {
    if let source = sources[name] { return source }
    let file = file(name)
    do throws(AtomicFile.Failure) {
      try file.makeFolder()
    } catch {
      throw BackendError(error, during: "make \(folder)")
    }
    let lock = try ProcessLock(
      path: file.path + ".lock", during: "produce as \(name)",
      advice: "end that one first, or give this one a --source of its own")
    let source = Source(lock: lock, next: try read(name))
    sources[name] = source
    return source
  }

  private func file(_ source: String) -> AtomicFile {
    AtomicFile("\(folder)/\(Self.fileName(source))", isDurable: true)
  }

  private func read(_ source: String) throws(BackendError) -> Int64 {
    let path = file(source).path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT || errno == ENOTDIR { return 0 }
    guard descriptor >= 0 else { throw BackendError(errno: errno, of: .input, during: "read \(path)") }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw BackendError(errno: errno, of: .input, during: "read \(path)") }
    guard bytes[..<count].last == 0x0A, let number = Int64(String(decoding: bytes[..<(count - 1)], as: UTF8.self)),
      number >= 0
    else { throw BackendError(.corrupt, during: "read \(path)", detail: "it holds no number") }
    return number
  }

  /// The file holds the old number or the new one, never neither.
  private func write(_ number: Int64, of source: String) throws(BackendError) {
    let file = file(source)
    do throws(AtomicFile.Failure) {
      try file.write(Array("\(number)\n".utf8))
    } catch {
      throw BackendError(error, during: "note number \(number) in \(file.path)")
    }
  }

  /// Any text as a file's name: what is not a letter, digit, dash or underscore becomes `%` and two hex digits; a dot
  /// stays but where it begins the name.
  static func fileName(_ text: String) -> String {
    var name = ""
    for byte in text.utf8 {
      let character = Character(UnicodeScalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-_".contains(character))
      if isPlain || character == "." && !name.isEmpty {
        name.append(character)
      } else {
        name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return name.isEmpty ? "%" : name
  }
}
