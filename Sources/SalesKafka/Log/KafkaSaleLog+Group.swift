package import SalesPipeline

extension KafkaSaleLog {
  /// Joins the topic's consumer group of that name, through a client of its own made from `address` and `options`.
  package func subscribe(group: String) async throws -> any LogSubscription {
    throw BackendError(.mismatch, during: "join group \(group) at \(place)", detail: "groups are not built yet")
  }
}
