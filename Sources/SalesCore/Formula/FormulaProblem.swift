/// An error in the text of a formula, in one line: the word that is wrong, why, and where it stands.
///
/// `there is no function `cotains`; the nearest is `contains` (character 1)`
///
/// The message quotes the formula, so sanitise it before it reaches a terminal.
package struct FormulaProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Without the place.
  package let message: String
  /// The place of the word in the formula's text, in characters from 1.
  package let place: Int
  /// The word at that place, as it is written there; empty where the formula ends too early or is too long.
  package let word: String
  /// The column that the header does not have, so that the caller can name the nearest ones; nil for other problems.
  package let unknownColumn: String?

  init(_ message: String, place: Int, word: String, unknownColumn: String? = nil) {
    self.message = message
    self.place = place
    self.word = word
    self.unknownColumn = unknownColumn
  }

  package var description: String { "\(message) (character \(place))" }
}
