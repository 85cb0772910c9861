import SalesAnalytics
import SalesCore
import TextUI

@testable import Dashboard

/// The beginning of a stage: a setup, whose properties are the opening's own, and the view to start with.
@dynamicMemberLookup
struct Opening {
  var setup = Setup()
  var start = ViewState()
  /// The index of the view to start with.
  var view = 0

  var state: ViewState {
    var state = start
    state.view = setup.views[view].name
    return state
  }

  subscript<T>(dynamicMember path: WritableKeyPath<Setup, T>) -> T {
    get { setup[keyPath: path] }
    set { setup[keyPath: path] = newValue }
  }
}

/// A model with a shop behind it: takes messages, answers its reads at once, and draws.
struct Stage {
  var shop: Shop
  var model: Model
  /// All effects so far, reads among them.
  var effects: [Effect] = []
  var moment = Moment(wall: Shop.now, uptime: .seconds(100))
  /// False leaves reads without an answer.
  var answers = true
  /// Rejected records in the store, newest first.
  var rejections: [Rejection] = []

  init(
    _ columns: Int = 80, _ rows: Int = 24, shop: Shop = Shop(), setup change: (inout Opening) -> Void = { _ in }
  ) {
    self.shop = shop
    var opening = Opening()
    opening.setup.themes = [.autoDark, .autoLight]
    opening.setup.canExport = true
    change(&opening)
    model = Model(
      setup: opening.setup, start: opening.state, size: Size(columns: columns, rows: rows), moment: moment)
    send(.tick)
  }

  mutating func send(_ message: Message) {
    let made = model.update(message, at: moment)
    effects += made
    for case .read(let request) in made where answers { answer(request) }
  }

  mutating func answer(_ request: ReadRequest) {
    let figures = shop.figures(request.query, now: request.now, calendar: model.setup.calendar)
    let feed = shop.sales(
      SalesQuery(range: figures.range, filter: request.query.filter, limit: request.feedLimit),
      now: request.query.endsAtNow ? figures.end : Shop.now)
    let rejected = Array(rejections.prefix(request.rejectionLimit))
    send(.read(id: request.id, ReadResult(figures: figures, feed: feed, rejections: rejected)))
  }

  mutating func press(_ keys: Key...) {
    for key in keys { send(.key(key)) }
  }

  mutating func type(_ text: String) {
    for character in text { send(.key(.character(character))) }
  }

  /// Lets time pass and reads what is due.
  mutating func wait(_ time: Duration) {
    moment.wall = moment.wall + time
    moment.uptime += time
    send(.tick)
  }

  /// The store changed to this, and was read.
  mutating func see(_ state: StoreState) {
    shop.state = state
    send(.changed)
    wait(.seconds(1))
    wait(.milliseconds(500))
  }

  var canvas: Canvas { Screen(model: model).draw() }
  var text: String { canvas.text() }
  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  var reads: [ReadRequest] { effects.compactMap { if case .read(let request) = $0 { request } else { nil } } }
}
