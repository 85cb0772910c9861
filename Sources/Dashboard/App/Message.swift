import TextUI

/// Everything that can happen to the model.
enum Message: Sendable {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// The store may hold something new.
  case changed
  case read(id: Int, ReadResult)
  case readFailed(id: Int, String)
  case exported(path: String)
  case exportFailed(String)
  /// Themes and config file were read again: their themes, keys and views, or what is wrong.
  case reloaded(Reloaded)
  case reloadFailed(String)
  /// A deadline passed.
  case tick
  /// The program was stopped, and goes on.
  case resumed
  /// The terminal has taken the frame of the model as it is.
  case drawn
}

/// What `update` wants done outside of the model.
enum Effect: Equatable, Sendable {
  /// Cancels the read before, if it still runs.
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
