import ConfigText

extension Theme {
  /// A theme that is compiled in: "auto-dark" or "auto-light".
  package static func builtIn(_ name: String) -> Theme? {
    switch name {
    case "auto-dark": autoDark
    case "auto-light": autoLight
    default: nil
    }
  }

  package static let builtInNames = ["auto-dark", "auto-light"]
  package static let autoDark = compiledIn(autoDarkText, "auto-dark.toml")
  package static let autoLight = compiledIn(autoLightText, "auto-light.toml")

  private static func compiledIn(_ toml: String, _ file: String) -> Theme {
    do {
      return try parse(toml: toml, file: file) { name in
        guard name == "auto-dark" else { throw ConfigProblem(file: file, message: "\(name) is not compiled in") }
        return autoDark
      }
    } catch {
      preconditionFailure("a theme compiled in does not parse: \(error)")
    }
  }

  /// The text of a theme that is compiled in, as it stands in `Themes/`.
  package static func builtInText(_ name: String) -> String? {
    switch name {
    case "auto-dark": autoDarkText
    case "auto-light": autoLightText
    default: nil
    }
  }

  // The same text as Themes/auto-dark.toml.
  static let autoDarkText = #"""
    # The default on dark terminals: one blue accent, figures brighter than their labels, quiet borders.
    name = "auto-dark"
    variant = "dark"

    # Each colour is "#rrggbb", or [24-bit, one of 256, one of 16]; what is left out is the nearest.
    [palette]
    bg = ["#0e1116", 233, "black"]
    raised = ["#171c24", 234, "black"]
    fg = ["#c8d0da", 252, "white"]
    bright = ["#f2f6fb", 255, "bright-white"]
    dim = ["#8e98a6", 247, "white"]
    line = ["#333b47", 238, "bright-black"]
    faint = ["#232a34", 236, "bright-black"]
    accent = ["#5cb3ff", 75, "bright-cyan"]
    deep = ["#2f6ea8", 31, "bright-blue"]
    mark = ["#1d3048", 236, "blue"]
    green = ["#5fd38d", 78, "green"]
    red = ["#ff7d78", 210, "bright-red"]
    amber = ["#e8b64c", 179, "yellow"]
    orange = ["#ff9e57", 215, "bright-yellow"]

    [ui]
    text = "fg"
    dim = "dim"
    title = { fg = "bright", bold = true }
    number = { fg = "bright", bold = true }
    header = "dim"
    accent = "accent"
    background = "bg"
    panel.border = "line"
    panel.focused = "accent"
    selection = { fg = "bright", bg = "mark" }
    key = { fg = "accent", bold = true }
    bar.fill = "deep"
    bar.track = "faint"
    tab.idle = "dim"
    tab.active = { fg = "bg", bg = "accent", bold = true }
    filter = "fg"
    excluded = "red"
    shadow = ["#59636f", 240, "bright-black"]
    overlay = { fg = "fg", bg = "raised" }

    [delta]
    up = "green"
    down = "red"
    flat = "dim"

    [state]
    good = "green"
    warning = { fg = "amber", bold = true }
    error = { fg = "red", bold = true }
    quiet = "dim"

    [chart]
    line = "accent"
    area = ["#235a8c", 24, "blue"]
    ghost = ["#8491a1", 245, "bright-black"]
    axis = "dim"
    grid = "faint"
    now = "amber"
    partial = ["#3f7fb8", 67, "cyan"]
    cursor = "bright"
    anomaly = { fg = "orange", bold = true }
    forecast = ["#3a5068", 239, "blue"]
    coast = ["#465465", 239, "bright-black"]
    series = ["#5cb3ff", "#f0c75e", "#5fd3a4", "#f59ac8", "#a9a4ff", "#ff9e57", "#9bd35a", "#d6a8ff"]
    pattern = ["solid", "dash", "dot", "dashdot"]
    heat = [
      ["#151b24", 234, "black"], ["#182f48", 17, "blue"], ["#1b436c", 24, "blue"],
      ["#20627f", 30, "bright-blue"], ["#268588", 72, "cyan"], ["#45a38a", 143, "cyan"],
      ["#97b37a", 179, "yellow"], ["#e9c46a", 221, "bright-yellow"],
    ]

    [symbols]
    graph = "braille"
    border = "rounded"

    """#

  // The same text as Themes/auto-light.toml.
  static let autoLightText = #"""
    # The default on light terminals: one blue accent, figures darker than their labels, quiet borders.
    name = "auto-light"
    inherits = "auto-dark"
    variant = "light"

    # Of the 16, green is too pale on white: blue stands in for it.
    [palette]
    bg = ["#fbfcfd", 231, "bright-white"]
    raised = ["#eef2f6", 255, "bright-white"]
    fg = ["#2b323b", 236, "black"]
    bright = ["#0a0e13", 232, "black"]
    dim = ["#5a6572", 241, "black"]
    line = ["#ccd4dd", 252, "white"]
    faint = ["#e4e9ef", 254, "white"]
    accent = ["#0a5fc4", 26, "blue"]
    deep = ["#4a90d9", 68, "blue"]
    mark = ["#dbe9fa", 254, "blue"]
    green = ["#146c37", 22, "blue"]
    red = ["#b3202a", 124, "red"]
    amber = ["#855400", 94, "magenta"]
    orange = ["#a8420a", 130, "red"]

    [ui]
    selection = { fg = ["#0a0e13", 232, "bright-white"], bg = "mark" }
    shadow = ["#a3acb6", 248, "white"]

    [chart]
    area = ["#8fbdee", 111, "cyan"]
    ghost = ["#6d7986", 243, "bright-black"]
    partial = ["#4a86cf", 68, "cyan"]
    forecast = ["#86a3c3", 110, "cyan"]
    coast = ["#aab5c0", 249, "bright-black"]
    series = [
      ["#0a5fc4", 26, "blue"], ["#9a5b00", 94, "red"], ["#0b7a5c", 29, "magenta"], ["#b3307a", 126, "cyan"],
      ["#5a4fcf", 62, "bright-blue"], ["#b3430a", 130, "bright-red"], ["#4c7a0e", 64, "bright-black"],
      ["#8a35b8", 97, "bright-magenta"],
    ]
    heat = [
      ["#edf4ea", 255, "bright-white"], ["#cce8d8", 151, "white"], ["#aadcc6", 115, "bright-cyan"],
      ["#7ec3c0", 79, "cyan"], ["#4da4bf", 37, "cyan"], ["#2781b7", 31, "bright-blue"],
      ["#1a569d", 25, "blue"], ["#0c2c84", 18, "blue"],
    ]

    """#
}
