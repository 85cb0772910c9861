import SalesAnalytics
import SalesCore
import TextUI

/// The state that the screen is drawn from. Only `update` changes it.
///
/// The properties of `view`, `selection` and `data` can be read and set as the model's own: `model.period` is
/// `model.view.period`.
@dynamicMemberLookup
struct Model: Sendable {
  var setup: Setup
  var look: Look
  var size: Size
  var moment: Moment

  /// The current view; `data.figures` may still be those of the view before.
  var view: ViewState
  var history = History()
  /// The step in the history that the current message makes.
  var step = History.Step()
  var replay: Replay?
  var pause: Pause?

  var reading = Reading()
  var data = ReadData()
  var health = PipelineHealth()

  var panels: PanelSet
  var selection = Selection()
  /// The panel where a mouse button went down, while it is held.
  var pressed: PanelKind?
  /// The panel that had the focus when a view was left, by the view's name.
  var focusLeft: [String: PanelKind] = [:]

  var overlay: Overlay?
  var pendingKeys: [Key] = []
  var notice: Notice?
  var isExporting = false

  init(setup: Setup, start: ViewState = ViewState(), size: Size, moment: Moment, look: Look = Look()) {
    self.setup = setup
    self.size = size
    self.moment = moment
    self.look = look
    panels = setup.panels
    view = start
    view.view = viewSpec.name
    let kept = view.focus.flatMap { wanted in viewSpec.focusable.first { $0 == wanted } }
    view.isMaximised = view.isMaximised && kept != nil
    view.focus = kept
    view.focus = kept ?? viewSpec.mainPanel(among: ScreenLayout(self).focusable)
  }

  subscript<T>(dynamicMember path: WritableKeyPath<ViewState, T>) -> T {
    get { view[keyPath: path] }
    set { view[keyPath: path] = newValue }
  }

  subscript<T>(dynamicMember path: WritableKeyPath<Selection, T>) -> T {
    get { selection[keyPath: path] }
    set { selection[keyPath: path] = newValue }
  }

  subscript<T>(dynamicMember path: WritableKeyPath<ReadData, T>) -> T {
    get { data[keyPath: path] }
    set { data[keyPath: path] = newValue }
  }

  struct Pause: Equatable, Sendable {
    /// The start of the pause.
    var since: Timestamp
    /// The number of sales stored at that time.
    var sales: Int64
    /// The query has changed since the pause began.
    var isAsked = false
  }

  enum Overlay: Equatable, Sendable {
    case help(offset: Int)
    case picker(Picker)
    case sale(StoredSale)
  }

  struct Notice: Equatable, Sendable {
    enum Kind: Sendable { case good, bad }

    var text: String
    var kind: Kind
    /// The uptime at which the notice goes away.
    var until: Duration
    /// A problem of reloaded files; the notice goes once a reload succeeds.
    var isOfReload = false
  }
}
