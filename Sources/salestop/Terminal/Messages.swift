import Foundation
import Logging
import SalesCore
import Synchronization
import TextUI

/// Messages on stderr: one line each, as text or JSON, without control characters.
enum Messages {
  private enum Format: String { case text, json }

  private static let format = Mutex(Format.text)

  static let logger: Logger = {
    LoggingSystem.bootstrap { _ in LineLogHandler() }
    return Logger(label: "salestop")
  }()

  static func configure(_ settings: Settings) throws {
    let wanted = try settings.value(.logFormat, as: "text or json") { Format(rawValue: $0) }
    format.withLock { $0 = wanted }
  }

  static func info(_ message: String) { logger.info("\(message)") }
  static func warning(_ message: String) { logger.warning("\(message)") }
  static func error(_ message: String) { logger.error("\(message)") }

  fileprivate static func write(_ level: Logger.Level, _ message: String, now: Date = Date()) {
    // Newlines too: nobody's text may forge a line of ours.
    let text = sanitize(Redaction.redact(message))
    let line =
      switch format.withLock({ $0 }) {
      case .text: level == .info ? "salestop: \(text)\n" : "salestop: \(level.rawValue): \(text)\n"
      case .json: json(level, text, now)
      }
    FileHandle.standardError.write(Data(line.utf8))
  }

  private static func json(_ level: Logger.Level, _ text: String, _ now: Date) -> String {
    let entry = ["time": Timestamp(now).text, "level": level.rawValue, "message": text]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(entry)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

private struct LineLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { Messages.write(event.level, event.message.description) }
}
