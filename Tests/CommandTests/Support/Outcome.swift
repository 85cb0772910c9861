import Foundation

/// How a command ended and what it wrote.
struct Outcome: Sendable, CustomStringConvertible {
  var ending: ChildProcess.Ending
  var data: Data
  var error: String

  var output: String { String(decoding: data, as: UTF8.self) }

  /// Nil where a signal ended it.
  var code: Int32? {
    if case .exit(let code) = ending { code } else { nil }
  }

  func json<T: Decodable>(_ type: T.Type) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw Unreadable(what: "\(self)", why: "\(error)")
    }
  }

  var description: String { "\(ending); stdout: \(output.prefix(2000)); stderr: \(error.prefix(2000))" }
}

struct Unreadable: Error {
  var what: String
  var why: String
}

struct CannotStart: Error {
  var what: String
  var why: String
}
