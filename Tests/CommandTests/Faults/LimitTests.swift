import Foundation
import Glibc
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct LimitTests {
  @Test("no room for the log ends the producer with 74 and a clear line; with room it goes on", .needs(.prlimit))
  func producerWithoutRoom() async throws {
    let salestop = try Salestop()
    let arguments = ["produce", "--source", "full", "--rate", "max", "--count", "50000"]
    let outcome = try await salestop.run(arguments, under: ["prlimit", "--fsize=1000000"])
    #expect(outcome.code == 74, "\(outcome)")
    #expect(outcome.error.split(separator: "\n").last?.contains("error: append to log") == true, "\(outcome)")
    #expect(outcome.error.contains("log.sqlite"))
    let kept = try await salestop.logEnd()
    #expect(kept < 50_000)
    try await salestop.must("produce", "--source", "full", "--rate", "max", "--count", "1000")
    #expect(try await salestop.logEnd() == kept + 1000)
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == kept + 1000)
  }

  @Test("no room for the store ends the consumer with 74 and a clear line; with room it goes on", .needs(.prlimit))
  func consumerWithoutRoom() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "full", "--rate", "max", "--count", "12000")
    let outcome = try await salestop.run(["consume", "--drain"], under: ["prlimit", "--fsize=800000"])
    #expect(outcome.code == 74, "\(outcome)")
    #expect(outcome.error.contains("store.sqlite"), "\(outcome)")
    #expect(try await salestop.storeNext() < 12_000)
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == 12_000)
  }

  @Test(
    "too few descriptors end a command with a clear line and no crash; where more are allowed it takes them",
    .needs(.prlimit), arguments: ["12", "32", "63", "12:128", "64", "96"])
  func fewDescriptors(_ limit: String) async throws {
    let salestop = try await Fixtures.january.value.copy()
    let isEnough = !["12", "32", "63"].contains(limit)
    for arguments in [["consume", "--drain"], ["query"], ["verify"], ["produce", "--rate", "max", "--count", "1"]] {
      let outcome = try await salestop.run(arguments, under: ["prlimit", "--nofile=\(limit)"])
      #expect(outcome.code == (isEnough ? 0 : 74), "\(arguments): \(outcome)")
      #expect(isEnough || outcome.error.contains("Too many open files"), "\(outcome)")
    }
    try await salestop.must("consume", "--drain")
    #expect(try await salestop.verify().ok)
  }
}

/// As a user who may not write there. Root may everything, so root becomes nobody.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct PermissionTests {
  private static let asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

  private static var isRoot: Bool { getuid() == 0 }

  private func lock(_ salestop: Salestop, _ mode: String) async throws {
    let outcome = try await salestop.shell("chmod -R \(mode) ../state; chmod 1777 .; chmod 755 ..")
    #expect(outcome.code == 0)
  }

  /// The program where nobody may run it: the build folder may be in a home that is closed to others.
  private func command(_ salestop: Salestop) async throws -> [String]? {
    guard Self.isRoot else { return [] }
    let copy = salestop.scratch.file("salestop")
    try FileManager.default.copyItem(atPath: Salestop.executable, toPath: copy)
    try await lock(salestop, "u+rwX")
    let probe = try await salestop.shell("\(Self.asNobody.joined(separator: " ")) \(copy) --version")
    return probe.code == 0 ? Self.asNobody + ["env"] : nil
  }

  private func run(_ salestop: Salestop, _ arguments: [String], as wrapper: [String]) async throws -> Outcome {
    guard !wrapper.isEmpty else { return try await salestop.run(arguments) }
    let program = salestop.scratch.file("salestop")
    return try await ChildProcess(
      .init(
        executable: wrapper[0], arguments: Array(wrapper.dropFirst()) + [program] + arguments,
        environment: salestop.wholeEnvironment, folder: salestop.work)
    ).outcome()
  }

  @Test(
    "a folder that may only be read ends the daemons with 77 before anything is written; reading goes on",
    .needs(.setpriv))
  func readOnly() async throws {
    let salestop = try await Fixtures.january.value.copy()
    guard let wrapper = try await command(salestop) else {
      try Test.cancel("this machine lets no other user run the program")
    }
    try await lock(salestop, "a+rX,a-w")
    for arguments in [["produce", "--source", "a", "--count", "1"], ["consume", "--drain"]] {
      let outcome = try await run(salestop, arguments, as: wrapper)
      #expect(outcome.code == 77, "\(arguments): \(outcome)")
      #expect(outcome.error.contains("--state-dir"), "\(outcome)")
    }
    let query = try await run(salestop, ["query", "--format", "csv"], as: wrapper)
    #expect(query.code == 0 || query.code == 77, "\(query)")
    try await lock(salestop, "u+rwX")
    #expect(try await salestop.verify().ok)
    #expect(try await salestop.logEnd() == 11_819)
  }

  @Test("a foreign folder, a store to read and a place to make a folder end with 77", .needs(.setpriv))
  func foreign() async throws {
    let salestop = try await Fixtures.january.value.copy()
    guard let wrapper = try await command(salestop) else {
      try Test.cancel("this machine lets no other user run the program")
    }
    try await lock(salestop, "a-rwx")
    for arguments in [
      ["produce", "--source", "a", "--count", "1"], ["consume"], ["query"], ["status"], ["produce", "--count", "1"],
    ] {
      let outcome = try await run(salestop, arguments, as: wrapper)
      #expect(outcome.code == 77, "\(arguments): \(outcome)")
      #expect(outcome.error.split(separator: "\n").count == 1)
    }
    try await lock(salestop, "u+rwX")
  }
}
