import SalesAnalytics
import SalesCore
import TextUI

extension Model {
  /// What time and news from the store can change on the screen. Cheaper to compare than a frame is to draw.
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
      stream: StreamText(stream, symbols: look.symbols).spans(width: 80).map(\.text).joined(), notice: notice,
      latest: data.latest?.asOf, panels: reading.panelsAt, regions: selection.regions.order,
      products: selection.products.order,
      isJustAsked: isJustAsked)
  }
}

extension Message {
  /// A person did it.
  var isPersons: Bool {
    switch self {
    case .key, .paste, .mouse: true
    default: false
    }
  }

  /// Comes by itself, again and again, and mostly changes nothing on the screen.
  var isBackground: Bool {
    switch self {
    case .changed, .tick: true
    default: false
    }
  }
}
