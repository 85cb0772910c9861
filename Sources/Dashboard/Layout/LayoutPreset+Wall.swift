extension LayoutPreset {
  static let wallTOML = #"""
    # For a screen on the wall: what can be read from afar, and nothing to pick from.

    [[view]]
    name = "Wall"

    [[view.grid]]
    from = "160x45"
    columns = ["*", "*", "*", "*"]
    rows = ["3*", ">=10 *", 1]
    areas = [
      "revenue revenue map      map",
      "regions regions products products",
      "ticker  ticker  ticker   ticker",
    ]

    [[view.grid]]
    from = "110x30"
    columns = ["*", "*"]
    rows = ["2*", ">=12 *", 1]
    areas = [
      "revenue revenue",
      "regions map",
      "ticker  ticker",
    ]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["2*", ">=6 *", 1]
    areas = ["revenue", "regions", "ticker"]

    [[view]]
    name = "Map"

    [[view.grid]]
    from = "110x30"
    columns = ["3*", "*"]
    rows = ["*", 1]
    areas = ["map regions", "ticker ticker"]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*", 1]
    areas = ["map", "ticker"]

    [[view]]
    name = "Week"

    [[view.grid]]
    from = "110x34"
    columns = ["*"]
    rows = ["*", 17]
    areas = ["trend", "heatmap"]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*"]
    areas = ["trend"]

    [[view]]
    name = "Pipeline"

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*"]
    areas = ["pipeline"]

    """#
}
