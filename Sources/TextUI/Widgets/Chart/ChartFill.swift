/// A filled part of a chart: the area under its line, or one part of a stack.
struct ChartFill {
  /// All dots it covers, and those of its edge.
  var raster: DotRaster
  var edge: DotRaster?
  var role: Role
  var pattern: LinePattern
  /// Whether it grows down from nought.
  var hangs = false
}

/// How a cell of filled parts is painted: in one colour, or cut across where two parts meet.
struct ChartPaint {
  private var role: Role?
  private var foreground: Role?
  private var scalar: Unicode.Scalar = " "

  /// A filled part's share of a cell.
  struct Part {
    var role: Role
    var pattern: LinePattern
    var hangs: Bool
    var dots: Int

    init(_ fill: ChartFill, dots: Int) {
      (role, pattern, hangs, self.dots) = (fill.role, fill.pattern, fill.hangs, dots)
    }
  }

  /// `parts` as they are stacked; nil where none has enough of the cell.
  init?(_ parts: [Part], graph: Symbols.Graph) {
    let all = DotRaster.dotsAcross(graph) * DotRaster.dotsDown(graph)
    // Most cells.
    if parts.count == 1, parts[0].dots >= all {
      (role, scalar, foreground) = (parts[0].role, Self.texture(of: parts[0].pattern, graph), .background)
      return
    }
    let free = max(0, all - parts.reduce(0) { $0 + $1.dots })
    var slices: [(fill: Part?, dots: Int)] = parts.map { ($0, $0.dots) }
    if free > 0 { slices.append((nil, free)) }
    if parts.first?.hangs ?? false { slices.reverse() }
    // From the foot of the cell up: the two that have most of it.
    let two = slices.indices.sorted { slices[$0].dots > slices[$1].dots }.prefix(2).sorted().map { slices[$0] }
    guard let least = two.first, let most = two.last else { return nil }
    let share = two.count < 2 ? 1 : Double(least.dots) / Double(least.dots + most.dots)
    let steps = Self.steps(graph)
    let step = Int((share * Double(steps.count - 1)).rounded())
    let whole = two.count < 2 || step == steps.count - 1 ? least.fill : step == 0 ? most.fill : nil
    if step == 0 || step == steps.count - 1 {
      guard let whole else { return nil }
      role = whole.role
      scalar = Self.texture(of: whole.pattern, graph)
      foreground = .background
    } else if let upper = most.fill {
      role = upper.role
      foreground = least.fill?.role ?? .background
      scalar = steps[step]
    } else {
      guard let lower = least.fill else { return nil }
      foreground = lower.role
      scalar = steps[step]
    }
  }

  /// Whether two parts meet in it, or one ends.
  var hasEdge: Bool { Self.isEdge(scalar) }

  /// What lies behind the chart shows where nothing is filled.
  func background(over below: Role?) -> Role? { role ?? below }

  func cell(over below: Role?) -> Cell {
    Cell(scalar: scalar, style: Style(foreground ?? .text, on: background(over: below)))
  }

  /// Signs that fill a cell from its foot, from nothing to all of it.
  private static func steps(_ graph: Symbols.Graph) -> [Unicode.Scalar] {
    switch graph {
    case .braille: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    case .block: [" ", "▄", "█"]
    case .ascii: [" ", " "]
    }
  }

  static func isEdge(_ scalar: Unicode.Scalar) -> Bool { ("▁"..."█").contains(scalar) }

  /// The few dots cut out of a filled cell, so that parts differ by more than colour.
  static func texture(of pattern: LinePattern, _ graph: Symbols.Graph) -> Unicode.Scalar {
    switch (graph, pattern) {
    case (_, .solid): " "
    case (.braille, .dash): "⠅"
    case (.braille, .dot): "⠂"
    case (.braille, .dashdot): "⡈"
    // Parts of blocks would look like data.
    case (.block, _): " "
    case (.ascii, _): pattern.fillSign
    }
  }
}

extension Role {
  var isSeries: Bool { (0..<Role.seriesCount).contains { Role.series($0) == self } }
}
