import TextUI

/// Themes, and the reload of the files.
extension Model {
  /// The theme on the screen: the picker's highlighted one, else the one that was chosen.
  var shownThemeIndex: Int {
    if case .picker(let picker) = overlay, case .theme(let name)? = picker.highlighted,
      let index = setup.themes.firstIndex(where: { $0.name == name })
    {
      return index
    }
    return themeIndex
  }

  /// The index of the theme that was picked, else of the one that settings or the background chose.
  var themeIndex: Int { setup.themes.firstIndex { $0.name == view.theme } ?? setup.defaultTheme }

  var shownTheme: Theme? { setup.themes.indices.contains(shownThemeIndex) ? setup.themes[shownThemeIndex] : nil }

  /// Shows a theme from now on, by its index in `setup.themes`; the effect comes with the update.
  mutating func useTheme(_ index: Int) {
    guard setup.themes.indices.contains(index) else { return }
    view.theme = index == setup.defaultTheme ? nil : setup.themes[index].name
    tell("Theme \(setup.themes[index].name)", .good, for: .seconds(3))
  }

  /// Applies reloaded files. When their keys clash nothing changes.
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
      if notice?.isOfReload == true { notice = nil }
    }
  }

  mutating func failReload(_ text: String) {
    // The notice stays long, because a person is editing the file in another window.
    tell(text, .bad, for: .seconds(60))
    notice?.isOfReload = true
  }

  private mutating func take(_ views: [ViewSpec]) {
    guard !views.isEmpty, views != setup.views else { return }
    let index = viewIndex
    setup.views = views
    if !views.contains(where: { $0.name == view.view }) { view.view = views[min(index, views.count - 1)].name }
    // The history may name views that are gone.
    history = History()
  }

  /// Applies reloaded themes. The theme in use stays even when its file is gone. A theme that the settings newly ask
  /// for replaces the picked one.
  private mutating func take(_ themes: [Theme], wanted: String?) {
    var themes = themes
    let (index, byDefault) = (themeIndex, setup.defaultTheme)
    let old = setup.themes
    if old.indices.contains(index), !themes.contains(where: { $0.name == old[index].name }) {
      themes.append(old[index])
    }
    setup.themes = themes
    if let wanted, wanted != setup.wantedTheme {
      view.theme = nil
      setup.defaultTheme = themes.firstIndex { $0.name == wanted } ?? 0
    } else if old.indices.contains(byDefault) {
      setup.defaultTheme = themes.firstIndex { $0.name == old[byDefault].name } ?? 0
    }
    setup.wantedTheme = wanted
  }
}
