import SalesAnalytics
import SalesCore
import TextUI

/// Draws the measure over time, with the comparison as a ghost behind it.
struct RevenueDrawing {
  let model: Model

  func draw(in area: Rect, on canvas: inout Canvas) {
    let figures = model.figures
    let title = ChartFrame.title(model) + ChartFrame.axisNote(model)
    let trailing = figures.map { ChartFrame(model, $0).trailing(TitledBox.room(besides: title, in: area)) }
    let panel = TitledBox(title: title, trailing: trailing, focused: model.focus == .revenue)
    let inner = panel.draw(in: area, on: &canvas, look: model.look)
    guard let figures else { return EmptyText(model: model).draw(in: inner, on: &canvas) }
    let isEmpty = figures.total.sales == 0
    if !isEmpty || figures.previous?.contains(where: { $0.sales > 0 }) ?? false {
      let chart = lineChart(figures)
      chart.draw(in: inner, on: &canvas, look: model.look)
      drawLegend(of: chart, besides: panel, in: area, on: &canvas)
    }
    if isEmpty { EmptyText(model: model).draw(in: inner, on: &canvas) }
  }

  func lineChart(_ figures: Figures) -> LineChart {
    let frame = ChartFrame(model, figures)
    var chart = LineChart(series: [ChartSeries(values: frame.values(figures.buckets))])
    frame.dress(&chart)
    // An axis that begins at nought leaves much room below the line, so the area is filled.
    if chart.beginsAtNought { chart.fill = .area }
    return chart
  }

  /// Names the comparison in the border, when there is room.
  private func drawLegend(of chart: LineChart, besides panel: TitledBox, in area: Rect, on canvas: inout Canvas) {
    let width = chart.legendWidth
    let trailing = panel.trailing.map { DisplayWidth.of($0) + 3 } ?? 0
    guard area.height >= 3, width > 0,
      TitledBox.room(besides: panel.title, in: area) >= trailing + width + 3
    else { return }
    let box = Rect(x: area.right - 2 - trailing - width - 2, y: area.y, width: width + 2, height: 1)
    canvas.fill(box, style: .text)
    chart.drawLegend(in: box.inset(dx: 1, dy: 0), on: &canvas, look: model.look)
  }
}
