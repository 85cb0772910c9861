extension LayoutPreset {
  static let standardTOML = #"""
    # The standard layout. Copy it into config.toml, or into a file for --layout, and change what you like.
    #
    # A view takes its first grid whose `from` the screen reaches, so larger ones come first; below the last one's its
    # panels stand one below the other. Columns and rows are cells (30), shares of what is left ("*", "2*") or shares
    # with a minimum (">=20 *"). A panel takes every cell of `areas` that has its name; "." leaves a cell free.

    [[view]]
    name = "Overview"

    [[view.grid]]
    from = "170x50"
    columns = [30, "*", "*", 58]
    rows = ["2*", "*", 10, ">=16 *"]
    areas = [
      "filter revenue revenue  feed",
      "filter regions products feed",
      "filter regions products heatmap",
      "filter map     pivot    pipeline",
    ]

    [[view.grid]]
    from = "160x34"
    columns = [30, "4*", "5*", 58]
    rows = ["2*", ">=6 *", 10]
    areas = [
      "filter revenue revenue  feed",
      "filter regions products feed",
      "filter regions products heatmap",
    ]

    [[view.grid]]
    from = "110x34"
    columns = ["34*", "43*", "43*"]
    rows = ["13*", ">=6 9*", 10]
    areas = [
      "revenue revenue  revenue",
      "regions products feed",
      "heatmap heatmap  feed",
    ]

    [[view.grid]]
    from = "110x16"
    columns = ["34*", "43*", "43*"]
    rows = ["13*", ">=5 6*"]
    areas = [
      "revenue revenue  revenue",
      "regions products feed",
    ]

    [[view.grid]]
    from = "60x50"
    columns = ["35*", "45*"]
    rows = ["13*", ">=6 8*", 10, ">=5 6*"]
    areas = [
      "revenue revenue",
      "regions products",
      "heatmap heatmap",
      "feed    feed",
    ]

    [[view.grid]]
    from = "60x34"
    columns = ["35*", "45*"]
    rows = ["13*", ">=6 8*", ">=5 6*"]
    areas = [
      "revenue revenue",
      "regions products",
      "feed    feed",
    ]

    [[view.grid]]
    from = "60x16"
    columns = ["35*", "45*"]
    rows = ["13*", ">=5 6*", 1]
    areas = [
      "revenue revenue",
      "regions products",
      "ticker  ticker",
    ]

    [[view]]
    name = "Trend"

    [[view.grid]]
    from = "160x50"
    columns = [30, "*", 58]
    rows = ["*", "*", 10]
    areas = [
      "filter revenue revenue",
      "filter trend   trend",
      "filter regions heatmap",
    ]

    [[view.grid]]
    from = "110x34"
    columns = ["*", 58]
    rows = ["*", "*", 10]
    areas = [
      "revenue revenue",
      "trend   trend",
      "regions heatmap",
    ]

    [[view.grid]]
    from = "60x40"
    columns = ["*"]
    rows = ["*", "*", 10]
    areas = ["revenue", "trend", "heatmap"]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*", "*"]
    areas = ["revenue", "trend"]

    [[view]]
    name = "Regions"

    [[view.grid]]
    from = "160x50"
    columns = [30, "2*", "3*"]
    rows = ["2*", "*", "2*"]
    areas = [
      "filter regions map",
      "filter trend   map",
      "filter pivot   pivot",
    ]

    [[view.grid]]
    from = "110x34"
    columns = ["2*", "3*"]
    rows = ["5*", "3*"]
    areas = [
      "regions map",
      "pivot   pivot",
    ]

    [[view.grid]]
    from = "60x16"
    columns = ["35*", "45*"]
    rows = ["3*", "2*"]
    areas = [
      "regions map",
      "pivot   pivot",
    ]

    [[view]]
    name = "Products"

    [[view.grid]]
    from = "160x50"
    columns = [30, "*", "*"]
    rows = ["3*", "2*"]
    areas = [
      "filter products products",
      "filter revenue  pivot",
    ]

    [[view.grid]]
    from = "110x34"
    columns = ["*", "*"]
    rows = ["3*", "2*"]
    areas = [
      "products products",
      "revenue  pivot",
    ]

    [[view.grid]]
    from = "60x30"
    columns = ["*"]
    rows = ["3*", ">=8 *"]
    areas = ["products", "revenue"]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*"]
    areas = ["products"]

    [[view]]
    name = "Feed"

    [[view.grid]]
    from = "160x50"
    columns = [30, "3*", "2*"]
    rows = [12, "*", "*"]
    areas = [
      "filter revenue revenue",
      "filter feed    regions",
      "filter feed    products",
    ]

    [[view.grid]]
    from = "110x34"
    columns = ["3*", "2*"]
    rows = [10, "*", "*"]
    areas = [
      "revenue revenue",
      "feed    regions",
      "feed    products",
    ]

    [[view.grid]]
    from = "60x30"
    columns = ["*"]
    rows = [9, "*"]
    areas = ["revenue", "feed"]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*"]
    areas = ["feed"]

    [[view]]
    name = "Pipeline"

    [[view.grid]]
    from = "160x50"
    columns = [30, "*", "*"]
    rows = ["3*", "2*"]
    areas = [
      "filter pipeline pipeline",
      "filter revenue  feed",
    ]

    [[view.grid]]
    from = "110x30"
    columns = ["3*", "2*"]
    rows = ["*"]
    areas = ["pipeline feed"]

    [[view.grid]]
    from = "60x16"
    columns = ["*"]
    rows = ["*"]
    areas = ["pipeline"]

    """#
}
