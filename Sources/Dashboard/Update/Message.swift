import TextUI

/// Everything that can happen to the model.
enum Message: Sendable {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// The store may hold something new.
  case changed
  case read(id: Int, Snapshot)
  case readFailed(id: Int, String)
  case exported(path: String)
  case exportFailed(String)
  /// A deadline passed, or the program was stopped and goes on.
  case tick
}

/// What `update` wants done outside of the model.
enum Effect: Equatable, Sendable {
  /// Cancels the read before, if it still runs.
  case read(ReadRequest)
  case export
  case useTheme(Int)
  case redraw
  case suspend
  case quit
}
