import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct TabTests {
  static let rows: [(Int, Int, String)] = [
    (120, 1, " SALESTOP  1Overview 2Trend 3Regions 4Products 5Feed 6Pipeline"),
    (80, 0, " SALESTOP  1Overview 2Trend 3Regions 4Products 5Feed 6Pipeline  ● LIVE 12/s 0.2s"),
    (79, 0, " SALESTOP  1Overview 2Trend 3Regions 4Products 5Feed 6Pipeline ● LIVE 12/s 0.2s"),
    (78, 0, " SALESTOP  1Overview 2Trend 3Regions 4Products 5Feed 6        ● LIVE 12/s 0.2s"),
    (78, 5, " SALESTOP  1Overview 2Trend 3Regions 4Products 5 6Pipeline    ● LIVE 12/s 0.2s"),
    (60, 3, " SALESTOP  1Overview 2Trend 3 4Products 5 6 ● LIVE 12/s 0.2s"),
    (48, 0, " SALESTOP  1Overview 2 3 4 5 6  ● LIVE 12/s 0.2s"),
    (40, 0, " 1Overview 2 3 4 5 6    ● LIVE 12/s 0.2s"),
    (30, 0, " 1Overview    ● LIVE 12/s 0.2s"), (25, 0, "         ● LIVE 12/s 0.2s"),
    (27, 0, " 1Overview ● LIVE 12/s 0.2s"), (26, 0, " SALESTOP ● LIVE 12/s 0.2s"),
    (16, 0, "● LIVE 12/s 0.2s"), (12, 0, " ● LIVE 12/s"), (1, 0, "●"),
  ]

  @Test("names give way to numbers from the right, the active one and the state stay whole", arguments: rows)
  func cut(columns: Int, view: Int, row: String) {
    let stage = Stage(columns, 24) { $0.view = view }
    #expect(stage.lines[0].hasPrefix(row), "\(stage.lines[0])")
    #expect(DisplayWidth.of(stage.lines[0]) == columns)
  }

  @Test("the state is whole at every width that holds it")
  func state() {
    let state = Shop.state { $0.heartbeat?.logEnd[0] = 1_252_341 }
    var stage = Stage(80, 24, shop: Shop(state: state))
    for columns in 14...130 {
      stage.send(.resize(Size(columns: columns, rows: 20)))
      #expect(stage.lines[0].hasSuffix("▲ LAGGING 4,200") || stage.lines[0].hasSuffix("▲ LAGGING 4.2k"), "\(columns)")
    }
  }

  @Test("a click on a tab shows its view, beside them nothing happens")
  func click() {
    var stage = Stage(80, 24)
    func click(_ x: Int) { stage.send(.mouse(MouseEvent(.press, at: Point(x: x, y: 0)))) }
    click(22)
    #expect(stage.model.viewIndex == 1)
    #expect(stage.text.contains(" by region ─"))
    click(61)
    #expect(stage.model.viewIndex == 5)
    click(3)
    click(70)
    #expect(stage.model.viewIndex == 5)
    stage.type("1")
    #expect(stage.model.viewIndex == 0)
    stage.send(.resize(Size(columns: 40, rows: 24)))
    click(12)
    #expect(stage.model.viewIndex == 1)
  }

  @Test("nine views with long names have their tabs")
  func many() {
    let views = (1...9).map { ViewSpec("A rather long name \($0)", ViewSpec.standard[4].grids) }
    let stage = Stage(80, 24) { ($0.views, $0.view) = (views, 8) }
    #expect(stage.lines[0].contains(" 1 2 3 4 5 6 7 8 9A rather long name 9 "), "\(stage.lines[0])")
  }
}
