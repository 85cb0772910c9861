import Foundation
import SalesCore

/// The one place where the machine's clock is read.
enum WallClock {
  @Sendable static func now() -> Timestamp { Timestamp(Date()) }
}
