import SalesAnalytics
import SalesCore
import TextUI

extension Model {
  /// The parts of the screen that time and reads can change. Comparing two is cheaper than drawing a frame.
  struct Glance: Equatable {
    var stream: String
    var notice: Notice?
    var latest: Timestamp?
    var panels: Duration?
    var regions: [String]
    var products: [String]
    var isJustAsked: Bool
  }

  var glance: Glance {
    Glance(
      stream: StreamText(self).spans(width: 80).map(\.text).joined(), notice: notice,
      latest: data.latest?.asOf, panels: reading.panelsAt, regions: selection.regions.order,
      products: selection.products.order,
      isJustAsked: isJustAsked)
  }
}

extension Message {
  /// A key, a paste or the mouse.
  var isPersons: Bool {
    switch self {
    case .key, .paste, .mouse: true
    default: false
    }
  }

  /// Arrives often without a person, and mostly changes nothing on the screen.
  var isBackground: Bool {
    switch self {
    case .changed, .tick: true
    default: false
    }
  }
}
