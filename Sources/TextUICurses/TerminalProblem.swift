/// The reason why the dashboard cannot open the screen, in words for its user.
package enum TerminalProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case notATerminal
  case noTermVariable
  case dumb(String)
  case unknown(String)
  case failed(during: String)

  package var description: String {
    switch self {
    case .notATerminal: "the dashboard needs a terminal on standard input and output"
    case .noTermVariable: "TERM is not set, so the kind of terminal is not known; try TERM=xterm-256color"
    case .dumb(let term): "TERM=\(term) cannot move its cursor"
    case .unknown(let term): "TERM=\(term) is not in the terminfo database; try TERM=xterm-256color"
    case .failed(let call): "the terminal failed during \(call)"
    }
  }
}
