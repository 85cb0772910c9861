import Foundation
package import Testing

/// A MongoDB database of one test, empty at first: on the server that `SALESTOP_TEST_MONGODB` names, where it is dropped in the
/// end, else on an nx-27017 that the tests of this process share.
package final class TestDatabase: Sendable {
  package let uri: String
  private let isElsewhere: Bool
  private let server: MongoServer?

  package init() async throws {
    let name = "salestop_" + UUID().uuidString.prefix(18).replacing("-", with: "").lowercased()
    isElsewhere = Self.elsewhere != nil
    if let elsewhere = Self.elsewhere {
      server = nil
      uri = Self.naming(name, in: elsewhere)
    } else {
      let server = try await Self.shared.value
      self.server = server
      uri = server.uri(name)
    }
  }

  deinit {
    guard isElsewhere else { return }
    let script = "import pymongo, sys; c = pymongo.MongoClient(sys.argv[1]); c.drop_database(c.get_default_database())"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: TestPython.path)
    process.arguments = ["-I", "-c", script, uri]
    guard (try? process.run()) != nil else { return }
    process.waitUntilExit()
  }

  package static var isThere: Bool { elsewhere != nil || TestPython.isThere }

  private static let elsewhere = ProcessInfo.processInfo.environment["SALESTOP_TEST_MONGODB"]
  private static let shared = Task { try await MongoServer() }

  /// The address with another database in its path.
  static func naming(_ database: String, in uri: String) -> String {
    let options = uri.firstIndex(of: "?").map { uri[$0...] } ?? ""
    let rest = uri.prefix { $0 != "?" }
    let hosts = rest.range(of: "://").map { rest[$0.upperBound...] } ?? rest
    let end = hosts.firstIndex(of: "/") ?? rest.endIndex
    return "\(rest[..<end])/\(database)\(options)"
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips where no server for MongoDB's protocol can be had; in CI it has to be there, so that nothing is skipped unseen.
  package static var needsMongoDB: ConditionTrait {
    .enabled(
      if: TestDatabase.isThere || isCI, "no .build/test-tools (Scripts/prepare test makes it), no SALESTOP_TEST_MONGODB"
    )
  }

  /// As above, for what kills and stops the server.
  package static var needsMongoServer: ConditionTrait {
    .enabled(if: TestPython.isThere || isCI, "no .build/test-tools: Scripts/prepare test makes it")
  }

  private static var isCI: Bool { ProcessInfo.processInfo.environment["CI"] == "true" }
}
