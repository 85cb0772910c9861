import SalesCore

/// Relative demand by hour and weekday of the local clock. `DemandPlan` scales it to the mean rate.
enum DemandShape {
  /// At each full local hour; linear between them.
  private static let hours: [Double] = [
    0.30, 0.20, 0.14, 0.10, 0.10, 0.14, 0.25, 0.45, 0.75, 1.05, 1.30, 1.45,
    1.50, 1.40, 1.30, 1.25, 1.30, 1.45, 1.65, 1.80, 1.75, 1.45, 0.95, 0.55,
  ]
  /// From Monday.
  private static let weekdays: [Double] = [0.92, 0.90, 0.94, 0.98, 1.10, 1.20, 0.96]

  /// `local` is the local wall clock as milliseconds since 1970-01-01T00:00 on that clock.
  static func intensity(local: Int64) -> Double {
    let hour = local.floorDivided(by: 3_600_000)
    let day = hour.floorDivided(by: 24)
    let index = Int(hour - day * 24)
    let fraction = Double(local - hour * 3_600_000) / 3_600_000
    let hourly = hours[index] + (hours[(index + 1) % 24] - hours[index]) * fraction
    // 1970-01-01 was a Thursday.
    let weekday = Int((day + 3) - (day + 3).floorDivided(by: 7) * 7)
    return hourly * weekdays[weekday]
  }

  /// Slow rise and fall over a cycle; its mean is 1. `position` runs from 0 to 1.
  static func trend(_ position: Double) -> Double {
    let hump = position * (1 - position)
    return 1 + 0.08 * (30 * hump * hump - 1)
  }
}
