import SalesCore
import TextUI

/// The measure by weekday and hour.
struct HeatmapPanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard let heat = model.figures?.heat else {
      let inner = Panel(title: titles(nil)[0], focused: isFocused).draw(in: area, on: &canvas, look: model.look)
      canvas.write(String(model.look.symbols.dash), x: inner.x + 1, y: inner.y, style: .dim, in: inner)
      return
    }
    let grid = HeatGrid(model, heat, in: area)
    let title = titles(heat).first { DisplayWidth.of($0) + 20 <= area.width } ?? titles(heat)[2]
    let room = Panel.room(besides: title, in: area)
    let trailing = told(heat).first { DisplayWidth.of($0) <= room }
    let panel = Panel(title: title, trailing: trailing, focused: isFocused)
    panel.draw(in: area, on: &canvas, look: model.look)
    grid.map.draw(in: grid.area, on: &canvas, look: model.look)
    drawScale(of: grid.map, besides: trailing, room: room, in: area, on: &canvas)
  }

  private func drawScale(
    of map: Heatmap, besides trailing: String?, room: Int, in area: Rect, on canvas: inout Canvas
  ) {
    let used = trailing.map { DisplayWidth.of($0) + 3 } ?? 0
    let width = map.scaleWidth(model.look)
    guard area.height >= 3, room >= used + width else { return }
    let box = Rect(x: area.right - 2 - used - width - 2, y: area.y, width: width + 2, height: 1)
    canvas.fill(box, style: .text)
    map.drawScale(endingAt: box.right - 1, in: box, on: &canvas, look: model.look)
  }

  /// The cell at a point of the screen, by weekday and hour.
  func cell(at point: Point, _ heat: HeatFigures, in area: Rect) -> GridCell? {
    let grid = HeatGrid(model, heat, in: area)
    guard let hit = grid.map.cell(at: point, in: grid.area) else { return nil }
    let row =
      grid.isFolded ? model.heatCell?.row ?? HeatHours(calendar: calendar).cell(at: model.pictureTime).row : hit.row
    return GridCell(row: row, column: hit.column * grid.hours)
  }

  private var isFocused: Bool { model.focus == .heatmap }
  private var calendar: ReportingCalendar { model.setup.calendar }

  /// From long to short.
  private func titles(_ heat: HeatFigures?) -> [String] {
    let stretch = heat.flatMap(stretch).map { ", \($0)" } ?? ""
    let title = model.measure.title
    return ["\(title) by weekday and hour\(stretch)", "\(title) by hour\(stretch)", "By hour\(stretch)"]
  }

  /// What it is of, where that is not what the other panels are of but for the snapping to whole hours: "last 12 weeks".
  private func stretch(_ heat: HeatFigures) -> String? {
    guard let figures = model.figures else { return nil }
    let end = min(figures.range.upperBound, max(figures.asOf, figures.range.lowerBound))
    let slack = max(figures.bucket.nominalLength, .hours(1))
    if heat.range.lowerBound <= figures.range.lowerBound + slack, heat.range.upperBound + slack >= end { return nil }
    let days = Int(((heat.range.upperBound - heat.range.lowerBound) / .days(1)).rounded())
    guard heat.range.upperBound + slack >= end, days > 0 else { return model.label(of: heat.range) }
    if days >= 14, days % 7 == 0 { return "last \(days / 7) weeks" }
    return days == 1 ? "last day" : "last \(days) days"
  }

  /// The selected cell, else the greatest one; from full to brief.
  private func told(_ heat: HeatFigures) -> [String] {
    guard let cell = model.heatCell ?? peak(heat), heat.totals.indices.contains(cell.row),
      heat.totals[cell.row].indices.contains(cell.column)
    else { return [] }
    let totals = heat.totals[cell.row][cell.column]
    let isSales = model.measure == .sales
    let amounts = model.amounts
    let sales = "\(CompactNumber.grouped(Int(totals.sales))) sales"
    let first = isSales ? sales : amounts.exact(totals, model.measure)
    let rest = isSales ? amounts.exact(totals, .revenue) : sales
    let day = HeatHours.weekdays[cell.row]
    let hour = (cell.column < 10 ? "0" : "") + "\(cell.column)"
    let next = (cell.column < 9 ? "0" : "") + "\(cell.column + 1)"
    let forms = [
      "\(day) \(hour):00\(model.look.symbols.dash)\(next):00  \(first) \(model.look.symbols.separator) \(rest)",
      "\(day) \(hour):00  \(first)", "\(day) \(hour)h \(first)", first,
    ]
    return model.heatCell == nil ? forms.dropLast().map { "peak " + $0 } : forms
  }

  private func peak(_ heat: HeatFigures) -> GridCell? {
    var peak: (cell: GridCell, value: Double)?
    for (row, hours) in heat.totals.enumerated() {
      for (column, totals) in hours.enumerated() {
        guard let value = model.measure.value(of: totals, currency: model.setup.currency), value > peak?.value ?? 0
        else { continue }
        peak = (GridCell(row: row, column: column), value)
      }
    }
    return peak?.cell
  }
}

/// The heatmap in an area of some size. Where there are too few rows for the weekdays they are added up in one, where there
/// are too few columns for the hours some share one, so that all of it is seen.
struct HeatGrid {
  let map: Heatmap
  /// Where the map lies: on a low panel its hours stand in the lower border.
  let area: Rect
  /// Whether all weekdays share one row.
  let isFolded: Bool
  /// Hours that share a column.
  let hours: Int

  private static let gutter = 4

  init(_ model: Model, _ heat: HeatFigures, in panel: Rect) {
    let inner = Panel.content(in: panel)
    let isFolded = inner.height < HeatFigures.weekdays
    let room = inner.width > Self.gutter + 8 ? inner.width - Self.gutter : inner.width
    let hours = [1, 2, 3, 4, 6, 8, 12, 24].first { HeatFigures.hours / $0 <= room } ?? HeatFigures.hours
    let hasBorder = panel.height >= 3 && panel.width >= 3
    let isLow = hasBorder && (isFolded ? inner.height < 3 : inner.height == HeatFigures.weekdays)
    area = Rect(x: inner.x, y: inner.y, width: inner.width, height: inner.height + (isLow ? 1 : 0))
    (self.isFolded, self.hours) = (isFolded, hours)
    let known =
      heat.range
      .lowerBound..<max(
        heat.range.lowerBound, min(heat.range.upperBound, model.figures?.asOf ?? heat.range.upperBound))
    let isIn = HeatHours(calendar: model.setup.calendar).isIn(known)
    let days = isFolded ? [Array(heat.totals.indices)] : heat.totals.indices.map { [$0] }
    let values = days.map { rows in
      stride(from: 0, to: HeatFigures.hours, by: hours).map { first -> Double? in
        var (sum, isKnown) = (Totals.zero, false)
        for row in rows {
          for hour in first..<(first + hours) where heat.totals[row].indices.contains(hour) {
            sum += heat.totals[row][hour]
            isKnown = isKnown || isIn[row][hour]
          }
        }
        return isKnown ? model.measure.value(of: sum, currency: model.setup.currency) : nil
      }
    }
    var map = Heatmap(
      values: values, rowLabels: isFolded ? ["all"] : HeatHours.weekdays,
      columnLabels: stride(from: 0, to: HeatFigures.hours, by: hours).map { ($0 < 10 ? "0" : "") + "\($0)" })
    map.showsLegend = false
    map.selected = model.heatCell.map { (isFolded ? 0 : $0.row, $0.column / hours) }
    self.map = map
  }
}
