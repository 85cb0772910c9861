/// Reads the text of a formula by precedence climbing: an operator takes what follows as long as that binds tighter.
struct FormulaParser {
  /// In characters.
  static let longest = 4096
  /// Parentheses, calls and signs within each other. With it parsing takes less than a megabyte of a thread's stack.
  static let deepest = 64
  /// The depth of the tree, which a chain of operators deepens as well. It bounds the stack of evaluation.
  static let longestChain = 256

  private(set) var tree = FormulaTree()
  /// Where each column of the tree appears first, in characters from 1.
  private(set) var places: [Int] = []
  private let text: String
  private var lexer: FormulaLexer
  private var token: FormulaToken
  private var nesting = 0

  init(_ text: String) throws(FormulaProblem) {
    let count = text.count
    guard count <= Self.longest else {
      throw FormulaProblem(
        "the formula has \(count) characters; at most \(Self.longest) are taken", place: Self.longest + 1, word: "")
    }
    self.text = text
    lexer = FormulaLexer(text)
    token = try lexer.next()
    guard token.kind != .end else { throw FormulaProblem("the formula is empty", place: 1, word: "") }
    _ = try expression(.or)
    guard token.kind == .end else { throw needed("an operator") }
  }

  private mutating func expression(_ least: FormulaLevel) throws(FormulaProblem) -> Int {
    var left = try operand(least)
    var isCompared = false
    while let operation = infix, operation.level >= least {
      if operation.level == .comparison {
        guard !isCompared else { throw problem("`\(token.word)` follows a comparison; join comparisons with and") }
        isCompared = true
      }
      left = try apply(operation, to: left)
    }
    return left
  }

  private mutating func operand(_ least: FormulaLevel) throws(FormulaProblem) -> Int {
    switch token.kind {
    case .keyword(.not) where least <= .not:
      try enter()
      defer { nesting -= 1 }
      let start = try advance()
      return try add(.not, [try expression(.not)], at: start)
    case .sign("-"):
      try enter()
      defer { nesting -= 1 }
      let start = try advance()
      let operand = try operand(.negation)
      try checkDepth(of: operand, at: start)
      return tree.addNegation(of: operand)
    default:
      return try value()
    }
  }

  private mutating func value() throws(FormulaProblem) -> Int {
    switch token.kind {
    case .number(let number): return try literal(.number(number))
    case .text(let text): return try literal(.text(text))
    case .keyword(.null): return try literal(.null)
    case .keyword(.true): return try literal(.flag(true))
    case .keyword(.false): return try literal(.flag(false))
    case .quotedName(let name): return column(name, at: try advance())
    case .name(let name):
      let start = try advance()
      return token.kind == .sign("(") ? try call(name, at: start) : column(name, at: start)
    case .sign("("):
      try enter()
      defer { nesting -= 1 }
      try advance()
      let inner = try expression(.or)
      try expect(.sign(")"), "`)`")
      return inner
    default: throw needed("a value")
    }
  }

  private mutating func literal(_ value: FormulaValue) throws(FormulaProblem) -> Int {
    try advance()
    return tree.addLiteral(value)
  }

  private mutating func column(_ name: String, at start: FormulaToken) -> Int {
    let node = tree.addColumn(name)
    if places.count < tree.columns.count { places.append(start.place) }
    return node
  }

  private mutating func call(_ name: String, at start: FormulaToken) throws(FormulaProblem) -> Int {
    guard let function = FormulaFunction(rawValue: name.lowercased()) else {
      let nearest = FormulaFunction.nearest(to: name.lowercased()).map { "the nearest is `\($0.rawValue)`" }
      let names = FormulaFunction.allCases.map(\.rawValue).joined(separator: ", ")
      throw problem("there is no function `\(start.word)`; \(nearest ?? "there are \(names)")", at: start)
    }
    let values = try list()
    guard function.count.map({ $0 == values.count }) ?? !values.isEmpty else {
      let count = function.count.map { $0 == 1 ? "1 value" : "\($0) values" } ?? "one or more values"
      throw problem("`\(start.word)` takes \(count), not \(values.count): \(function.form)", at: start)
    }
    return try add(.call(function), values, at: start)
  }

  /// Values in parentheses, separated by commas; there may be none.
  private mutating func list() throws(FormulaProblem) -> [Int] {
    try enter()
    defer { nesting -= 1 }
    try expect(.sign("("), "`(`")
    var values: [Int] = []
    guard token.kind != .sign(")") else {
      try advance()
      return values
    }
    values.append(try expression(.or))
    while token.kind == .sign(",") {
      try advance()
      values.append(try expression(.or))
    }
    try expect(.sign(")"), "`,` or `)`")
    return values
  }
}

extension FormulaParser {
  /// The operator at the token, if it is one.
  private var infix: FormulaOperation? {
    switch token.kind {
    case .sign(let sign): Self.signs[sign]
    case .keyword(.or): .or
    case .keyword(.and): .and
    case .keyword(.is): .isNull
    case .keyword(.in), .keyword(.not): .isIn
    default: nil
    }
  }

  private static let signs: [String: FormulaOperation] = [
    "+": .arithmetic(.add), "-": .arithmetic(.subtract), "*": .arithmetic(.multiply), "/": .arithmetic(.divide),
    "&": .join, "=": .comparison(.equal), "==": .comparison(.equal), "<>": .comparison(.unequal),
    "!=": .comparison(.unequal), "<": .comparison(.less), "<=": .comparison(.atMost), ">": .comparison(.greater),
    ">=": .comparison(.atLeast),
  ]

  /// `left`, the operator at the token, and its right side.
  private mutating func apply(_ operation: FormulaOperation, to left: Int) throws(FormulaProblem) -> Int {
    let start = try advance()
    switch operation {
    case .isNull:
      let isNegated = token.kind == .keyword(.not)
      if isNegated { try advance() }
      try expect(.keyword(.null), isNegated ? "`null`" : "`null` or `not null`")
      let node = try add(.isNull, [left], at: start)
      return isNegated ? try add(.not, [node], at: start) : node
    case .isIn:
      let isNegated = start.kind == .keyword(.not)
      if isNegated { try expect(.keyword(.in), "`in`") }
      let values = try list()
      guard !values.isEmpty else { throw problem("the list of `in` is empty", at: start) }
      let node = try add(.isIn, [left] + values, at: start)
      return isNegated ? try add(.not, [node], at: start) : node
    default:
      return try add(operation, [left, try expression(operation.level.tighter)], at: start)
    }
  }

  private mutating func add(
    _ operation: FormulaOperation, _ operands: [Int], at start: FormulaToken
  ) throws(FormulaProblem) -> Int {
    for operand in operands { try checkDepth(of: operand, at: start) }
    return tree.add(operation, operands)
  }

  private func checkDepth(of operand: Int, at start: FormulaToken) throws(FormulaProblem) {
    guard tree.nodes[operand].depth <= Self.longestChain else {
      throw problem("the formula has more than \(Self.longestChain) operators in a row", at: start)
    }
  }

  private mutating func enter() throws(FormulaProblem) {
    guard nesting < Self.deepest else { throw problem("the formula is nested deeper than \(Self.deepest) levels") }
    nesting += 1
  }

  /// Goes on to the next token, and returns the one before.
  @discardableResult
  private mutating func advance() throws(FormulaProblem) -> FormulaToken {
    let past = token
    token = try lexer.next()
    return past
  }

  private mutating func expect(_ kind: FormulaToken.Kind, _ what: String) throws(FormulaProblem) {
    guard token.kind == kind else { throw needed(what) }
    try advance()
  }

  /// The problem that the token is not `what`.
  private func needed(_ what: String) -> FormulaProblem {
    if token.kind == .end {
      let line = String(text.suffix(60).map { $0.isNewline ? " " : $0 })
      return problem("`\(text.count > 60 ? "…" : "")\(line)` ends where \(what) is needed")
    }
    let isName = if case .name = token.kind, what == "an operator" { true } else { false }
    return problem(
      "`\(token.word)` stands where \(what) is needed\(isName ? "; a name with spaces needs backquotes" : "")")
  }

  private func problem(_ message: String, at start: FormulaToken? = nil) -> FormulaProblem {
    FormulaProblem(message, place: (start ?? token).place, word: (start ?? token).word)
  }
}
