package import SalesCore
import SalesPipeline

/// The event time of each sale: origin + (n − first) / rate, exactly, mapped by the demand curve where there is one.
package struct EventSchedule: SaleSchedule {
  /// The number of the sale at the origin.
  package let first: Int64
  let spacing: EvenSpacing
  /// Milliseconds since 1970, in even time.
  private let origin: Int64
  private let curve: DemandCurve?

  /// Sale `first` happens at `start`, or with a curve at the first moment at or after it.
  init(first: Int64, start: Timestamp, spacing: EvenSpacing, curve: DemandCurve? = nil) {
    self.first = first
    self.spacing = spacing
    self.curve = curve
    origin = curve?.even(at: start) ?? start.milliseconds
  }

  /// Event time of sale `n` ≥ `first`.
  package func time(of n: Int64) -> Timestamp {
    let even = origin + spacing.position(n - first)
    return Timestamp(milliseconds: curve?.eventTime(ofEven: even) ?? even)
  }

  /// The number after the last sale that has happened at `time`; at least `first`.
  package func end(through time: Timestamp) -> Int64 {
    let even = curve?.lastEven(through: time) ?? time.milliseconds
    let (end, overflow) = first.addingReportingOverflow(spacing.count(through: even - origin))
    return overflow ? .max : end
  }

  /// Walks through the event times from sale `n` on.
  struct Cursor {
    private(set) var time: Int64
    /// With a curve, the plan and the slot that `time` lies in.
    private(set) var plan: DemandPlan?
    private(set) var slot = 0
    /// A new slot began with this sale.
    private(set) var slotChanged = true
    private var even: EvenSpacing.Cursor
    private let curve: DemandCurve?
    private let origin: Int64
    private var cycle: Int64 = 0
    private var cycleStart: Int64 = 0

    init(_ schedule: EventSchedule, at n: Int64) {
      even = EvenSpacing.Cursor(schedule.spacing, at: n - schedule.first)
      curve = schedule.curve
      origin = schedule.origin
      time = origin &+ even.position
      if curve != nil { enterCycle() }
    }

    @inline(__always)
    mutating func advance() {
      even.advance()
      guard let plan else {
        time = origin &+ even.position
        return
      }
      let position = origin &+ even.position &- cycleStart
      if position >= plan.evenEnd(ofSlot: slot) {
        enterSlot(position)
      } else {
        slotChanged = false
        time = plan.eventTime(ofEven: position, slot: slot)
      }
    }

    private mutating func enterSlot(_ position: Int64) {
      guard position < DemandPlan.length, let plan else { return enterCycle() }
      slot = plan.slot(ofEven: position)
      slotChanged = true
      time = plan.eventTime(ofEven: position, slot: slot)
    }

    private mutating func enterCycle() {
      guard let curve else { return }
      let absolute = origin &+ even.position
      cycle = DemandPlan.cycle(containing: absolute)
      cycleStart = DemandPlan.start(ofCycle: cycle)
      plan = curve.plan(cycle: cycle)
      enterSlot(absolute - cycleStart)
    }
  }
}
