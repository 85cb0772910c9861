/// Looks again and again for a fact that other tasks or processes bring about, never longer than the test's time limit.
package func until(_ holds: () async throws -> Bool) async throws {
  while !(try await holds()) { try await Task.sleep(for: .milliseconds(5)) }
}
