package import SalesCore
import SalesPipeline
import TextUI

@testable import SalesMongo

/// The data of the fake server. Names are numbered its own way, unlike in any client.
struct FakeDatabase: Sendable {
  var settings: SettingsDocument?
  var heartbeats: [String: Heartbeat] = [:]
  var checkpoints: [Int32: Checkpoint] = [:]
  /// By the id's bytes.
  var sales: [[UInt8]: StoredSale] = [:]
  var rollups: [Rollup.Key: StoredRollup] = [:]
  var letters: [Position: DeadLetter] = [:]
  let names = NameDirectory()

  func sale(_ id: String) -> StoredSale? { sales[Array(id.utf8)] }

  func figures(_ stored: StoredSale, for client: NameDirectory) -> SaleFigures {
    SaleFigures(
      time: stored.sale.time, amount: stored.sale.amount.minorUnits, region: client.id(of: stored.sale.region),
      product: client.id(of: stored.sale.product), position: stored.position)
  }

  /// True where what is stored is of the revision; nil is that nothing is.
  func holds(_ key: Rollup.Key, _ revision: StoredRollup.Revision?) -> Bool {
    rollups[key]?.revision == revision
  }
}

extension StoredRollup {
  func renumbered(from: NameDirectory, to: NameDirectory) -> StoredRollup {
    var copy = self
    for index in copy.rollup.cells.indices {
      copy.rollup.cells[index].region = to.id(of: from.name(of: copy.rollup.cells[index].region))
      copy.rollup.cells[index].product = to.id(of: from.name(of: copy.rollup.cells[index].product))
    }
    return copy
  }
}

extension Rollup.Key: Comparable {
  package static func < (left: Rollup.Key, right: Rollup.Key) -> Bool {
    (left.level, left.bucket, left.partition) < (right.level, right.bucket, right.partition)
  }
}
