import Foundation
import Testing

/// Passwords stay where they belong: not on a command line, not in a file that everybody reads, not in any output.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct SecretTests {
  static let password = "hush!%21@:w0rd"
  static let store = "mongodb://till:hush%21%40%3Aw0rd@127.0.0.1:1/sales"

  private func expectSilence(_ outcome: Outcome) {
    for text in [outcome.output, outcome.error] {
      for piece in ["hush", "w0rd"] { #expect(!text.contains(piece), "\(outcome)") }
    }
  }

  static let places =
    [
      ["--store", store], ["--log", "kafka://till:hush%21w0rd@127.0.0.1:1/sales"],
      ["--store", "mongodb+srv://till:hush%21w0rd@shop.example/sales"],
      ["--store", "mongodb://127.0.0.1:1/sales?tls=true&tlsCertificateKeyFilePassword=hush"],
      ["--store", "mongodb://127.0.0.1:1/sales?authMechanismProperties=AWS_SESSION_TOKEN:hush"],
    ] + odd.map { ["--store", $0] }

  /// No address that a server would take, but a password all the same.
  static let odd = [
    "mongodb://till:hush w0rd@127.0.0.1:1/sales", "mongodb:/till:hush w0rd@127.0.0.1/sales",
    "till:hush@127.0.0.1/sales",
    "mangodb://till:hush w0rd@127.0.0.1/sales", "mongodb//till:hush@127.0.0.1/sales", "MONGODB://till:hush@shop/sales",
    "mongodb://till:1 hush@127.0.0.1/sales",
  ]

  @Test("on the command line it ends with 64 and the way to do it", arguments: places)
  func commandLine(_ place: [String]) async throws {
    let salestop = try Salestop()
    for command in [["status"], ["consume", "--drain"], ["produce", "--count", "1"], ["dash", "--print-config"]] {
      let outcome = try await salestop.run(command + place)
      #expect(outcome.code == 64, "\(outcome)")
      #expect(outcome.error.split(separator: "\n").count == 1)
      let way = place[0] == "--log" ? "--kafka-config" : "SALESTOP_STORE_FILE"
      #expect(outcome.error.contains(way), "\(outcome)")
      expectSilence(outcome)
    }
    #expect(try salestop.stateFiles().isEmpty)
  }

  @Test("in a config file that others may read it ends with 77 and the way to do it")
  func config() async throws {
    let salestop = try Salestop()
    try Data("store = \"\(Self.store)\"\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    for (mode, isFine) in [(0o644, false), (0o604, false), (0o602, false), (0o600, true), (0o640, true)] {
      chmod(salestop.config, mode_t(mode))
      let outcome = try await salestop.run("status", "--print-config")
      #expect(outcome.code == (isFine ? 0 : 77), "\(outcome)")
      #expect(outcome.error.contains("chmod 600 \(salestop.config)") == !isFine, "\(outcome)")
      expectSilence(outcome)
    }
  }

  @Test("a password in what is no address stays silent, too, and its file has to be private", arguments: odd)
  func oddAddress(_ address: String) async throws {
    let salestop = try Salestop()
    try Data("store = \"\(address)\"\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    for (mode, code) in [(0o644, 77), (0o600, 78)] as [(mode_t, Int32)] {
      chmod(salestop.config, mode)
      let outcome = try await salestop.run("status")
      #expect(outcome.code == code || code == 78 && outcome.code == 69, "\(outcome)")
      expectSilence(outcome)
    }
    #expect(try salestop.stateFiles().isEmpty)
  }

  @Test("a config file without a password may be everybody's")
  func openConfig() async throws {
    let salestop = try Salestop()
    try Data("store = \"mongodb://127.0.0.1:1/sales\"\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    chmod(salestop.config, 0o644)
    try await salestop.must("status", "--print-config")
  }

  static let files: [(mode: mode_t, text: String, code: Int32, says: String)] = [
    (0o600, store + "\n", 0, "mongodb://till:***@127.0.0.1:1/sales"), (0o400, store, 0, "SALESTOP_STORE_FILE"),
    (0o440, "\n  \(store)\r\n", 0, "mongodb://till:***@127.0.0.1:1/sales\""), (0o644, store, 77, "chmod 600"),
    (0o600, "", 78, "empty"), (0o600, " \n", 78, "empty"),
  ]

  @Test("a file with the address is read if it is not everybody's", arguments: files)
  func secretFile(_ file: (mode: mode_t, text: String, code: Int32, says: String)) async throws {
    var salestop = try Salestop()
    let path = try salestop.file("store.secret", file.text)
    chmod(path, file.mode)
    salestop.environment["SALESTOP_STORE_FILE"] = path
    let outcome = try await salestop.run("status", "--print-config")
    #expect(outcome.code == file.code, "\(outcome)")
    #expect((outcome.output + outcome.error).contains(file.says), "\(outcome)")
    expectSilence(outcome)
  }

  @Test("a file with the log's address, a flag that goes before it, and both variables at once")
  func precedence() async throws {
    var salestop = try Salestop()
    let path = try salestop.file("log.secret", "kafka://127.0.0.1:1/sales\n")
    chmod(path, 0o600)
    salestop.environment["SALESTOP_LOG_FILE"] = path
    let read = try await salestop.must("status", "--print-config")
    #expect(read.output.contains("log = \"kafka://127.0.0.1:1/sales\"  # SALESTOP_LOG_FILE"))
    let flag = try await salestop.must("status", "--print-config", "--log", "mine.sqlite")
    #expect(flag.output.contains("log = \"mine.sqlite\"  # flag"))
    salestop.environment["SALESTOP_LOG"] = "mine.sqlite"
    let both = try await salestop.run("status", "--print-config")
    #expect(both.code == 78, "\(both)")
    #expect(both.error.contains("SALESTOP_LOG_FILE"))
  }

  @Test("a folder, a fifo or nothing for the file ends with 78")
  func oddFiles() async throws {
    var salestop = try Salestop()
    let setup = try await salestop.shell("mkdir folder; mkfifo fifo; ln -s loop loop")
    #expect(setup.code == 0)
    for name in ["folder", "fifo", "loop", "nowhere"] {
      salestop.environment["SALESTOP_STORE_FILE"] = name
      let outcome = try await salestop.run("status")
      #expect(outcome.code == 78, "\(name): \(outcome)")
      #expect(outcome.error.contains("SALESTOP_STORE_FILE: \(name)"))
    }
  }

  @Test("Kafka's properties are held to the same, and a wrong one is named")
  func kafkaConfig() async throws {
    let salestop = try Salestop()
    let secret = "security.protocol=sasl_ssl\nsasl.mechanism=PLAIN\nsasl.username=till\nsasl.password=hush w0rd\n"
    let path = try salestop.file("kafka.properties", secret)
    chmod(path, 0o644)
    let produce = ["produce", "--from", "-", "--log", "kafka://127.0.0.1:1/sales", "--kafka-config", path]
    let readable = try await salestop.run(produce)
    #expect(readable.code == 77, "\(readable)")
    #expect(readable.error.hasSuffix("chmod 600 \(path)\n"), "\(readable)")
    expectSilence(readable)
    _ = try salestop.file("kafka.properties", "# ours\nlinger.mz=5\n")
    let unknown = try await salestop.run(produce)
    #expect(unknown.code == 64, "\(unknown)")
    #expect(unknown.error.contains("\(path):2") && unknown.error.contains("linger.mz"), "\(unknown)")
  }
}
