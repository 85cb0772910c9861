/// A filled part of a chart: the area under its line, or one part of a stack.
struct ChartFill {
  /// All dots of the part.
  var raster: DotRaster
  /// The dots of its line; nil for an area.
  var edge: DotRaster?
  var role: Role
  var pattern: LinePattern
  /// True where it grows down from zero. The default is false.
  var hangs = false
}

/// One cell of filled parts: in one colour, or cut across where two parts meet.
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

  /// `parts` are in stacking order. Nil where no part has enough of the cell.
  init?(_ parts: [Part], graph: Symbols.Graph) {
    let all = DotRaster.dotsAcross(graph) * DotRaster.dotsDown(graph)
    // The case of most cells.
    if parts.count == 1, parts[0].dots >= all {
      (role, scalar, foreground) = (parts[0].role, Self.texture(of: parts[0].pattern, graph), .background)
      return
    }
    let free = max(0, all - parts.reduce(0) { $0 + $1.dots })
    var slices: [(fill: Part?, dots: Int)] = parts.map { ($0, $0.dots) }
    if free > 0 { slices.append((nil, free)) }
    if parts.first?.hangs ?? false { slices.reverse() }
    // The two slices that have most of the cell, from its foot up.
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

  /// True where two parts meet in the cell, or one ends.
  var hasEdge: Bool { Self.isEdge(scalar) }

  /// The background of the cell: the part's, or `below` where nothing is filled.
  func background(over below: Role?) -> Role? { role ?? below }

  func cell(over below: Role?) -> Cell {
    Cell(scalar: scalar, style: Style(foreground ?? .text, on: background(over: below)))
  }

  /// Signs that fill a cell from its foot, from empty to full.
  private static func steps(_ graph: Symbols.Graph) -> [Unicode.Scalar] {
    switch graph {
    case .braille: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    case .block: [" ", "▄", "█"]
    case .ascii: [" ", " "]
    }
  }

  static func isEdge(_ scalar: Unicode.Scalar) -> Bool { ("▁"..."█").contains(scalar) }

  /// The few dots cut out of a filled cell, so that parts do not differ by colour alone.
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
