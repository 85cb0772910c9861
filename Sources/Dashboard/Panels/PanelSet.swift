/// The panels of a dashboard, each with its own state.
package struct PanelSet: Sendable {
  private(set) var panels: [any Panel]

  init(_ panels: [any Panel]) { self.panels = panels }

  /// All panels of the program.
  package static let standard = PanelSet([
    RevenuePanel(), TrendPanel(), RankedPanel(.regions), MapPanel(), RankedPanel(.products), PivotPanel(),
    HeatmapPanel(), FeedPanel(), TickerPanel(), PipelinePanel(), FilterPanel(),
  ])

  package var kinds: [PanelKind] { panels.map(\.kind) }

  /// Settles each panel in its area of the layout.
  mutating func settle(_ model: Model, _ layout: ScreenLayout) {
    for index in panels.indices {
      let kind = panels[index].kind
      panels[index].settle(in: layout.panels[kind], PanelContext(model, kind, layout: layout))
    }
  }

  subscript(kind: PanelKind) -> (any Panel)? {
    get { panels.first { $0.kind == kind } }
    set {
      guard let index = panels.firstIndex(where: { $0.kind == kind }), let newValue else { return }
      panels[index] = newValue
    }
  }

  /// The first panel of a type.
  subscript<P: Panel>(type: P.Type) -> P? {
    get { panels.lazy.compactMap { $0 as? P }.first }
    set {
      guard let newValue else { return }
      self[newValue.kind] = newValue
    }
  }
}
