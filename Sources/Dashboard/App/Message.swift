import TextUI

/// An event for `Model.update`.
enum Message: Sendable {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// The store may have changed.
  case changed
  case read(id: Int, ReadResult)
  case readFailed(id: Int, String)
  case exported(path: String)
  case exportFailed(String)
  /// Themes and config file were read again.
  case reloaded(Reloaded)
  case reloadFailed(String)
  /// A deadline passed.
  case tick
  /// The program continues after it was suspended.
  case resumed
  /// The terminal has taken the frame of the model as it is.
  case drawn
}

/// A task outside the model that `update` asks the runner for.
enum Effect: Equatable, Sendable {
  /// Starts a read and cancels the one in flight.
  case read(ReadRequest)
  case export
  /// Writes the frame that is shown as SVG.
  case exportPicture
  case copy(String)
  case setMouse(Bool)
  /// Reads themes and config file again.
  case reload
  case useTheme(Int)
  case redraw
  case suspend
  case quit
}
