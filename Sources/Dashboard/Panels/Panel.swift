import TextUI

/// A panel of the dashboard. All that belongs to it alone is in one folder; views name it by its `kind`.
///
/// A panel is a value. It draws from its context, keeps what only it needs (a selected cell, how far it is scrolled)
/// and answers keys and the mouse with intents, which `update` applies. A new one conforms to this protocol and is
/// added to `PanelSet.standard`; `Tests/DashboardTests/ToyPanelTests.swift` has a small whole one:
///
///     struct ClockPanel: Panel {
///       let kind = PanelKind("clock", summary: "the time", keys: .list)
///
///       func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
///         let box = TitledBox(title: "Clock", focused: context.isFocused)
///         let inner = box.draw(in: area, on: &canvas, look: context.model.look)
///         canvas.write(context.model.moment.wall.text, x: inner.x, y: inner.y, style: .text, in: inner)
///       }
///     }
protocol Panel: Sendable {
  var kind: PanelKind { get }

  /// The list in which the panel's keys move; several panels may share one. The default is none.
  var list: ListID? { get }

  /// Draws the panel, its border included, in its area of the screen. Clamps to any size.
  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas)

  /// The data that is read while the panel is shown in `area`. The default is the figures that every view has.
  func needs(in area: Rect) -> PanelNeeds

  /// Brings selections and scrolling in line with new figures and sizes; called after every update, also of a panel
  /// that is not shown (`area` is nil). All methods named `settle` do this for their part of the model.
  mutating func settle(in area: Rect?, _ context: PanelContext)

  /// Does an action while the panel has the focus. Nil leaves the action to the dashboard.
  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]?

  /// Takes a press or a wheel in its area, and the drags and the release that follow a press. A press has focused the
  /// panel already, without selecting anything; `context.focusBefore` had the focus before.
  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent]

  /// True if an action would do something now; nil leaves the answer to the dashboard. Other keys get no hint.
  func canPerform(_ action: Action, _ context: PanelContext) -> Bool?

  /// The hint of a binding in the bottom row. The default is the hint from the key map.
  func hint(_ hint: KeyBinding.Hint, for action: Action, _ context: PanelContext) -> KeyBinding.Hint
}

extension Panel {
  var list: ListID? { nil }
  func needs(in area: Rect) -> PanelNeeds { PanelNeeds() }
  mutating func settle(in area: Rect?, _ context: PanelContext) {}
  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]? { nil }
  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] { [] }
  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? { nil }
  func hint(
    _ hint: KeyBinding.Hint, for action: Action, _ context: PanelContext
  ) -> KeyBinding.Hint { hint }
}
