import Testing
import TextUI

@testable import Dashboard

@Suite struct FirstThemeTests {
  private func first(chosen: Int? = nil, light: Bool?) -> String {
    var configuration = DashboardConfiguration()
    configuration.theme = chosen
    return configuration.themes[configuration.firstTheme(lightBackground: light)].name
  }

  @Test("a light terminal begins with the light theme, any other one with the dark theme")
  func background() {
    #expect(first(light: true) == "auto-light")
    #expect(first(light: false) == "auto-dark")
    #expect(first(light: nil) == "auto-dark")
  }

  @Test("a theme that was chosen stands on any background")
  func chosen() {
    #expect(first(chosen: 0, light: true) == "auto-dark")
    #expect(first(chosen: 1, light: false) == "auto-light")
  }
}
