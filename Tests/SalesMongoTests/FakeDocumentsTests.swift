import Testing

@Suite(.timeLimit(.minutes(10))) struct FakeDocumentsTests {
  @Test(
    "the fake that the protocol is tested against keeps what the real documents promise",
    arguments: SaleDocumentsContract.all)
  func contract(_ promise: SaleDocumentsContract) async throws {
    try await promise.check(FakeDocuments(stage: Stage()))
  }
}
