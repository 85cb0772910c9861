import ConfigText

/// Reads a theme's document over the theme that it inherits, and collects its problems.
struct ThemeReader {
  private let document: ConfigDocument
  private(set) var source: ThemeSource
  /// Problems that make the theme unusable.
  private(set) var errors: [ConfigProblem] = []
  /// Unknown keys, which are ignored.
  private(set) var warnings: [ConfigProblem] = []
  /// Scopes that this very file sets.
  private var own: Set<String> = []

  init(_ document: ConfigDocument, base: ThemeSource?) {
    self.document = document
    source = base ?? ThemeSource()
    readHead()
    readPalette()
    for (section, node) in document.root.sorted(by: { $0.key < $1.key }) {
      switch section {
      case "name", "inherits", "variant", "palette": break
      case "symbols": readSymbols(node)
      case "ui", "delta", "state", "chart": readScopes(node, path: [section])
      default: warnings.append(document.problem(at: [section], "unknown key \"\(section)\""))
      }
    }
  }

  private mutating func readHead() {
    source.name = string("name") ?? Self.baseName(document.file)
    if let variant = string("variant") {
      if let known = Theme.Variant(rawValue: variant) {
        source.variant = known
      } else {
        fail(["variant"], "variant is dark or light, not \"\(variant)\"")
      }
    }
  }

  private mutating func readPalette() {
    guard let node = document.root["palette"] else { return }
    guard case .table(let colours) = node else { return fail(["palette"], "palette must be a table of colours") }
    for (name, node) in colours.sorted(by: { $0.key < $1.key }) {
      switch paint(node, path: ["palette", name]) {
      case .colour(let colour)?: source.palette[name] = colour
      case .named(let other)?:
        guard let colour = Colour(name: other) else {
          fail(["palette", name], "\"\(other)\" is no colour: write \"#rrggbb\" or one of the 16 names")
          continue
        }
        source.palette[name] = colour
      case nil: break
      }
    }
  }

  private mutating func readScopes(_ node: ConfigValue, path: [String]) {
    let scope = path.joined(separator: ".")
    switch (scope, node) {
    case ("chart.series", .list(let nodes)): source.series = paints(nodes, path: path)
    case ("chart.heat", .list(let nodes)): source.heat = paints(nodes, path: path)
    case ("chart.pattern", .list(let nodes)): readPatterns(nodes, path: path)
    case ("chart.series", _), ("chart.heat", _), ("chart.pattern", _): fail(path, "\(scope) must be a list")
    case (_, .table(let members)): readTable(members, path: path)
    default:
      warnIfUnknown(scope, path)
      guard let paint = checked(paint(node, path: path), path) else { return }
      source.rules[scope] = scope == Role.background.scope ? .init(background: paint) : .init(foreground: paint)
      own.insert(scope)
    }
  }

  private mutating func readTable(_ members: [String: ConfigValue], path: [String]) {
    let scope = path.joined(separator: ".")
    var rule = ThemeSource.Rule()
    var isRule = false
    for (key, node) in members.sorted(by: { $0.key < $1.key }) {
      switch (key, node) {
      case ("fg", _):
        rule.foreground = checked(paint(node, path: path + [key]), path + [key])
        isRule = true
      case ("bg", _):
        rule.background = checked(paint(node, path: path + [key]), path + [key])
        isRule = true
      case (_, .flag(let isOn)):
        guard let emphasis = ThemeReader.emphases[key] else {
          fail(path + [key], "unknown emphasis \"\(key)\": bold, dim, italic, underline or reverse")
          continue
        }
        if isOn { rule.emphasis.insert(emphasis) }
        isRule = true
      default: readScopes(node, path: path + [key])
      }
    }
    guard isRule else { return }
    warnIfUnknown(scope, path)
    source.rules[scope] = rule
    own.insert(scope)
  }

  private mutating func readPatterns(_ nodes: [ConfigValue], path: [String]) {
    source.patterns = nodes.compactMap { node in
      guard case .string(let word) = node, let pattern = LinePattern(rawValue: word) else {
        fail(path, "a pattern is one of \(LinePattern.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
      }
      return pattern
    }
  }

  private mutating func readSymbols(_ node: ConfigValue) {
    guard case .table(let members) = node else { return fail(["symbols"], "symbols must be a table") }
    for (key, node) in members.sorted(by: { $0.key < $1.key }) {
      let path = ["symbols", key]
      guard case .string(let word) = node else {
        fail(path, "\(key) must be text, not \(node.kind)")
        continue
      }
      do {
        if try !source.symbols.set(key, to: word) {
          warnings.append(document.problem(at: path, "unknown key \"symbols.\(key)\""))
        }
      } catch {
        fail(path, error.what)
      }
    }
  }

  private mutating func paints(_ nodes: [ConfigValue], path: [String]) -> [ThemeSource.Paint] {
    nodes.compactMap { checked(paint($0, path: path), path) }
  }

  /// Nil, with a problem, where the name is in no palette.
  private mutating func checked(_ paint: ThemeSource.Paint?, _ path: [String]) -> ThemeSource.Paint? {
    guard let paint, source.colour(of: paint) == nil, case .named(let name) = paint else { return paint }
    fail(path, "\"\(name)\" is not in the palette")
    return nil
  }

  private mutating func paint(_ node: ConfigValue, path: [String]) -> ThemeSource.Paint? {
    switch node {
    case .string(let text):
      guard text.first == "#" else { return .named(text) }
      if let colour = Colour(hex: text) { return .colour(colour) }
      fail(path, "\"\(text)\" is no colour: write \"#rrggbb\"")
    case .list(let parts):
      return triple(parts, path: path)
    default:
      fail(path, "a colour is \"#rrggbb\", a name or [24-bit, 256, 16], not \(node.kind)")
    }
    return nil
  }

  /// [24-bit, 256, 16]; the last two may be missing.
  private mutating func triple(_ parts: [ConfigValue], path: [String]) -> ThemeSource.Paint? {
    guard (1...3).contains(parts.count), case .string(let hex) = parts[0], let rgb = Colour.parse(hex) else {
      fail(path, "a colour's list is [\"#rrggbb\", one of 256, one of 16]")
      return nil
    }
    var index256: UInt8?
    var index16: UInt8?
    if parts.count > 1 {
      guard case .integer(let index) = parts[1], let byte = UInt8(exactly: index) else {
        fail(path, "the second of a colour is a number from 0 to 255")
        return nil
      }
      index256 = byte
    }
    if parts.count > 2 {
      index16 = ThemeReader.index16(parts[2])
      guard index16 != nil else {
        fail(path, "the third of a colour is one of \(Colour.names16.joined(separator: ", "))")
        return nil
      }
    }
    return .colour(Colour(rgb: rgb, index256: index256, index16: index16))
  }

  private static func index16(_ node: ConfigValue) -> UInt8? {
    switch node {
    case .integer(let index): UInt8(exactly: index).flatMap { $0 < 16 ? $0 : nil }
    case .string(let name): Colour(name: name)?.index16
    default: nil
    }
  }

  private mutating func string(_ key: String) -> String? {
    switch document.root[key] {
    case .string(let text)?: return text
    case let node?:
      fail([key], "\(key) must be text, not \(node.kind)")
      return nil
    case nil: return nil
    }
  }

  private mutating func warnIfUnknown(_ scope: String, _ path: [String]) {
    let isKnown = Role.all.contains { $0.scope == scope || $0.scope.hasPrefix(scope + ".") }
    if !isKnown { warnings.append(document.problem(at: path, "unknown key \"\(scope)\"")) }
  }

  private mutating func fail(_ path: [String], _ what: String) {
    errors.append(document.problem(at: path, what))
  }

  private static func baseName(_ file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".toml") ? name.dropLast(5) : name)
  }

  private static let emphases: [String: Emphasis] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]
}

/// The problems of `theme check` alone.
extension ThemeReader {
  var missing: [ConfigProblem] {
    var scopes = Role.all.filter { !$0.isOnScale && source.rule(for: $0.scope) == nil }.map(\.scope)
    if source.series.isEmpty { scopes.append("chart.series") }
    if source.heat.isEmpty { scopes.append("chart.heat") }
    return scopes.map { ConfigProblem(file: document.file, message: "missing key \"\($0)\"") }
  }

  /// Text with too little contrast; roles of the same colour in one problem.
  var faint: [ConfigProblem] {
    var found: [(key: [String], text: FaintText)] = []
    for text in source.theme().faintTexts() {
      let keys = [key(of: text.texts[0], \.foreground), key(of: text.ground, \.background)]
      // A colour that is inherited has no line in this file.
      let key = keys.compactMap { $0 }.first ?? []
      let same = found.firstIndex {
        $0.key == key && $0.text.ground == text.ground && $0.text.ratios == text.ratios
      }
      if let same { found[same].text.texts += text.texts } else { found.append((key, text)) }
    }
    return found.map { document.problem(at: $0.key, $0.text.description) }
  }

  /// The key of this very file that a role's colour comes from: its own, or that of the colour's name in the palette.
  private func key(of role: Role, _ part: KeyPath<ThemeSource.Rule, ThemeSource.Paint?>) -> [String]? {
    var scope = role.scope[...]
    while source.rules[String(scope)] == nil {
      guard let dot = scope.lastIndex(of: ".") else { return nil }
      scope = scope[..<dot]
    }
    if own.contains(String(scope)) { return scope.split(separator: ".").map(String.init) }
    guard case .named(let name)? = source.rules[String(scope)]?[keyPath: part],
      case .table(let palette)? = document.root["palette"], palette[name] != nil
    else { return nil }
    return ["palette", name]
  }
}
