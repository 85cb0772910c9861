import SalesCore
import Synchronization

/// The demand of any time: a `DemandPlan` for each eight weeks, made when first needed and cached. Depends on the
/// catalog and the seed alone.
final class DemandCurve: Sendable {
  private let regions: [Catalog.Region]
  private let categories: Int
  private let hash: CounterHash
  private let plans = Mutex<[Int64: DemandPlan]>([:])

  init(catalog: Catalog, seed: UInt64) {
    regions = catalog.regions
    categories = Set(catalog.products.map(\.category)).count
    hash = CounterHash(seed: seed, stream: GeneratorStream.promotions)
  }

  func plan(cycle: Int64) -> DemandPlan {
    plans.withLock { plans in
      if let plan = plans[cycle] { return plan }
      let plan = DemandPlan(cycle: cycle, regions: regions, categories: categories, hash: hash)
      // Time runs forward: the neighbours are what may be asked for again.
      plans = plans.filter { abs($0.key - cycle) <= 1 }
      plans[cycle] = plan
      return plan
    }
  }

  /// The first even time whose event time is at or after `time`.
  func even(at time: Timestamp) -> Int64 {
    lastEven(through: Timestamp(milliseconds: time.milliseconds - 1)) + 1
  }

  /// The last even time whose event time is at or before `time`.
  func lastEven(through time: Timestamp) -> Int64 {
    let cycle = DemandPlan.cycle(containing: time.milliseconds)
    return DemandPlan.start(ofCycle: cycle) + plan(cycle: cycle).lastEven(through: time.milliseconds)
  }

  func eventTime(ofEven even: Int64) -> Int64 {
    let cycle = DemandPlan.cycle(containing: even)
    let plan = plan(cycle: cycle)
    let position = even - DemandPlan.start(ofCycle: cycle)
    return plan.eventTime(ofEven: position, slot: plan.slot(ofEven: position))
  }
}
