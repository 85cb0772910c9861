package import SalesPipeline

extension KafkaSaleLog {
  /// Joins the topic's consumer group of that name, through a client of its own made from `address` and `options`.
  package func subscribe(group: String) async throws -> any LogSubscription {
    try await KafkaSubscription(address, options: options, group: group, partitions: partitions().count)
  }
}
