import ConfigText

/// Reads the table `[keys]`: keys by action, or by context and action, as in `[keys.list]`.
struct KeyReader {
  private let document: ConfigDocument
  /// Keys by action, or by `context.action`.
  private(set) var keys: [String: [String]] = [:]
  private(set) var problems: [ConfigProblem] = []

  init(_ node: ConfigValue, in document: ConfigDocument) {
    self.document = document
    guard let table = node.table else {
      fail(["keys"], "keys are a table: `[keys]`, then lines such as `pause = \"p\"`")
      return
    }
    for (name, value) in table.sorted(by: { $0.key < $1.key }) {
      if let inner = value.table {
        for action in inner.keys.sorted() { read(inner[action], ["keys", name, action]) }
      } else {
        read(value, ["keys", name])
      }
    }
    refuseClashes()
  }

  private mutating func read(_ node: ConfigValue?, _ path: [String]) {
    let names = path.dropFirst().joined(separator: ".")
    let texts = node?.string.map { [$0] } ?? node?.list?.compactMap(\.string)
    guard let texts, texts.count == node?.list?.count ?? 1 else {
      return fail(path, "`\(names)` is a key or a list of keys: \"p\", or [\"p\", \"Space\"]")
    }
    guard !texts.isEmpty || path.last != Action.quit.rawValue else {
      return fail(path, "`quit` needs a key")
    }
    do {
      _ = try KeyMap.remapped([names: texts])
      keys[names] = texts
    } catch {
      fail(path, error.description)
    }
  }

  private mutating func refuseClashes() {
    do {
      _ = try KeyMap(remapping: keys)
    } catch {
      guard let (first, second) = error.rivals else { return fail(["keys"], error.description) }
      // The problem is reported at the lower line of the two actions.
      let mine = keys.keys.map { $0.split(separator: ".").map(String.init) }
        .filter { $0.last == first.rawValue || $0.last == second.rawValue }
      let line = mine.compactMap { document.line(of: ["keys"] + $0) }.max()
      let message = "\(error.description); give one of them another key"
      problems.append(ConfigProblem(file: document.file, line: line, message: message))
    }
  }

  private mutating func fail(_ path: [String], _ what: String) {
    problems.append(document.problem(at: path, what))
  }
}
