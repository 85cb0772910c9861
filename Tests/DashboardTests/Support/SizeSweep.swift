import Foundation

/// Whether tests go through every size of the screen, or through a part of them that has each width and height. All take
/// minutes: `make sizes`.
enum SizeSweep {
  static let isWhole = ProcessInfo.processInfo.environment["SALESTOP_TEST_SIZES"] == "all"
}
