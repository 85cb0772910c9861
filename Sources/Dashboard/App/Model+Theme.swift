import TextUI

/// Themes, and what is read again from files.
extension Model {
  /// The theme on the screen: the picker's highlighted one, else the one that was chosen.
  var shownThemeIndex: Int? {
    if case .picker(let picker) = overlay, case .theme(let name)? = picker.highlighted,
      let index = setup.themes.firstIndex(where: { $0.name == name })
    {
      return index
    }
    return setup.themes.indices.contains(theme) ? theme : nil
  }

  var shownTheme: Theme? { shownThemeIndex.map { setup.themes[$0] } }

  /// Shows a theme from now on, by its place in `setup.themes`; the effect comes with the update.
  mutating func useTheme(_ index: Int) {
    guard setup.themes.indices.contains(index) else { return }
    theme = index
    tell("Theme \(setup.themes[index].name)", .good, for: .seconds(3))
  }

  /// Takes up what the files hold now. Keys that clash leave everything as it was.
  mutating func take(_ reloaded: Reloaded) {
    do {
      let keys = reloaded.keys.isEmpty ? KeyMap.standard : try KeyMap(remapping: reloaded.keys)
      setup.keys = keys
    } catch {
      return failReload("\(error)")
    }
    pendingKeys = []
    take(reloaded.views)
    take(reloaded.themes, wanted: reloaded.wantedTheme)
    if let problem = reloaded.problem {
      failReload(problem)
    } else {
      if let reloadProblem, notice?.text == reloadProblem { notice = nil }
      reloadProblem = nil
    }
  }

  mutating func failReload(_ text: String) {
    reloadProblem = text
    // Somebody is editing a file in another window: it stays until that is mended, or a minute.
    tell(text, .bad, for: .seconds(60))
  }

  private mutating func take(_ views: [ViewSpec]) {
    guard !views.isEmpty, views != setup.views else { return }
    let name = viewSpec.name
    setup.views = views
    view = views.firstIndex { $0.name == name } ?? min(view, views.count - 1)
    // Their places are among the views of before.
    history = History()
    drills = []
  }

  /// A theme in use stays though its file broke or is gone.
  private mutating func take(_ themes: [Theme], wanted: String?) {
    var themes = themes
    if setup.themes.indices.contains(theme), !themes.contains(where: { $0.name == setup.themes[theme].name }) {
      themes.append(setup.themes[theme])
    }
    let chosen = setup.themes.indices.contains(theme) ? setup.themes[theme].name : nil
    // The settings ask for another one than before; else what was picked stands.
    let name = wanted != nil && wanted != setup.wantedTheme ? wanted : chosen
    setup.wantedTheme = wanted
    setup.themes = themes
    theme = themes.firstIndex { $0.name == name } ?? 0
  }
}
