import ConfigText
import Testing

@Suite struct SuggestionTests {
  static let names = [
    "log", "store", "state-dir", "period", "theme", "layout", "view", "rate", "seed", "retain-log", "allowed-lateness",
  ]

  static let words: [(word: String, near: String?)] = [
    ("perod", "period"), ("stor", "store"), ("LOG", nil), ("FOO", nil), ("foo", nil), ("retainlog", "retain-log"),
    ("alowed-latenes", "allowed-lateness"), ("x", nil), ("theme-file", nil),
  ]

  @Test("only a near name is suggested", arguments: words)
  func suggests(_ item: (word: String, near: String?)) {
    #expect(Suggestion.nearest(to: item.word, among: Self.names) == item.near)
  }
}
