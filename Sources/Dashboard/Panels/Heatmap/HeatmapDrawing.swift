import SalesAnalytics
import SalesCore
import TextUI

/// The measure by weekday and hour.
struct HeatmapDrawing {
  let model: Model
  /// The selected cell.
  let cell: GridCell?

  init(_ model: Model, selected cell: GridCell?) {
    self.model = model
    self.cell = cell
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard let heat = model.figures?.heat else {
      let inner = TitledBox(title: titles(nil)[0], focused: isFocused).draw(in: area, on: &canvas, look: model.look)
      canvas.write(String(model.look.symbols.dash), x: inner.x + 1, y: inner.y, style: .dim, in: inner)
      return
    }
    let rates = HeatRates(model, heat)
    let grid = HeatGrid(model, rates, selected: cell, in: area)
    let title = titles(heat).first { DisplayWidth.of($0) + 20 <= area.width } ?? titles(heat)[2]
    let room = TitledBox.room(besides: title, in: area)
    let trailing = told(rates).first { DisplayWidth.of($0) <= room }
    let panel = TitledBox(title: title, trailing: trailing, focused: isFocused)
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
    let grid = HeatGrid(model, HeatRates(model, heat), selected: cell, in: area)
    guard let hit = grid.map.cell(at: point, in: grid.area) else { return nil }
    let row =
      grid.isFolded ? cell?.row ?? HeatHours(calendar: calendar).cell(at: model.pictureTime).row : hit.row
    return GridCell(row: row, column: hit.column * grid.hours)
  }

  private var isFocused: Bool { model.focus == .heatmap }
  private var calendar: ReportingCalendar { model.setup.calendar }

  /// From long to short.
  private func titles(_ heat: HeatFigures?) -> [String] {
    let stretch = heat.flatMap(stretch).map { ", \($0)" } ?? ""
    let title = model.measure.title
    guard model.measure != .average else {
      return ["\(title) by weekday and hour\(stretch)", "\(title) by weekday\(stretch)", "\(title)\(stretch)"]
    }
    return ["\(title) per hour, by weekday\(stretch)", "\(title)/h by weekday\(stretch)", "\(title)/h\(stretch)"]
  }

  /// What it is of, where that is not what the other panels are of but for the snapping to whole hours: "last 12 weeks".
  private func stretch(_ heat: HeatFigures) -> String? {
    guard let figures = model.figures else { return nil }
    let end = min(figures.range.upperBound, max(figures.asOf, figures.range.lowerBound))
    let slack = max(figures.bucket.nominalLength, .hours(1))
    let isWhole = heat.range.upperBound + slack >= end
    let before = figures.range.lowerBound - heat.range.lowerBound
    if isWhole, before >= .zero - slack, before <= slack { return nil }
    if before > slack, figures.range.upperBound <= figures.asOf { return model.label(of: heat.range) }
    let days = Int(((heat.range.upperBound - heat.range.lowerBound) / .days(1)).rounded())
    guard isWhole, days > 0 else { return model.label(of: heat.range) }
    if days >= 14, days % 7 == 0 { return "last \(days / 7) weeks" }
    return days == 1 ? "last day" : "last \(days) days"
  }

  /// The selected cell, else the greatest one, per hour; from full to brief.
  private func told(_ rates: HeatRates) -> [String] {
    guard let cell = self.cell ?? rates.peak, HeatHours.weekdays.indices.contains(cell.row) else { return [] }
    let (first, rest) = figures(cell, rates)
    let day = HeatHours.weekdays[cell.row]
    let hour = (cell.column < 10 ? "0" : "") + "\(cell.column)"
    let next = (cell.column < 9 ? "0" : "") + "\(cell.column + 1)"
    let both = [first, rest].compactMap { $0 }.joined(separator: " \(model.look.symbols.separator) ")
    let forms = [
      "\(day) \(hour):00\(model.look.symbols.dash)\(next):00  \(both)",
      "\(day) \(hour):00  \(first)", "\(day) \(hour)h \(first)", first,
    ]
    return self.cell == nil ? forms.dropLast().map { "peak " + $0 } : forms
  }

  /// "1,204.50/h" and "14 sales/h".
  private func figures(_ cell: GridCell, _ rates: HeatRates) -> (first: String, rest: String?) {
    guard let (totals, perHour) = rates.perHour(cell) else { return (String(model.look.symbols.dash), nil) }
    let isWhole = perHour >= 9.95 || perHour == perHour.rounded()
    let count = isWhole ? CompactNumber.grouped(Int(Int64(nearest: perHour))) : CompactNumber.fixed(perHour, digits: 1)
    let sales = "\(count) sales/h"
    let exact = model.amounts.exact(totals, model.measure == .average ? .average : .revenue)
    let amount = model.measure == .average ? exact : exact + "/h"
    return model.measure == .sales ? (sales, amount) : (amount, sales)
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

  init(_ model: Model, _ rates: HeatRates, selected cell: GridCell?, in panel: Rect) {
    let inner = TitledBox.content(in: panel)
    let isFolded = inner.height < HeatFigures.weekdays
    let room = HeatRoom(inner.width)
    let hasBorder = panel.height >= 3 && panel.width >= 3
    let isLow = hasBorder && (isFolded ? inner.height < 3 : inner.height == HeatFigures.weekdays)
    area = Rect(
      x: inner.x + room.margin, y: inner.y, width: inner.width - room.margin, height: inner.height + (isLow ? 1 : 0))
    hours = room.hours
    self.isFolded = isFolded
    let days = isFolded ? [0..<HeatFigures.weekdays] : (0..<HeatFigures.weekdays).map { $0..<$0 + 1 }
    let columns = stride(from: 0, to: HeatFigures.hours, by: room.hours).map { $0..<$0 + room.hours }
    let names = HeatHours.weekdays
    let labels = isFolded ? [room.isTight ? "wk" : "all"] : room.isTight ? names.map { String($0.prefix(2)) } : names
    var map = Heatmap(
      values: days.map { rows in columns.map { rates.value(rows, $0) } },
      rowLabels: labels,
      columnLabels: columns.map { ($0.lowerBound < 10 ? "0" : "") + "\($0.lowerBound)" })
    map.labelGap = room.isTight ? 0 : 1
    map.showsLegend = false
    map.selected = cell.map { (isFolded ? 0 : $0.row, $0.column / room.hours) }
    self.map = map
  }
}

/// What of a width the hours have. A margin and whole names of the weekdays, unless short names make all cells wider.
private struct HeatRoom {
  let margin: Int
  /// Short names with no blank after them.
  let isTight: Bool
  /// Hours that share a column.
  let hours: Int

  init(_ width: Int) {
    margin = width > 8 ? 1 : 0
    // A margin, a name, a blank; or a margin and two letters.
    let (whole, tight) = (width - 5, width - 3)
    isTight = tight / HeatFigures.hours > whole / HeatFigures.hours
    let room = isTight ? tight : width > 13 ? whole : width - margin
    hours = [1, 2, 3, 4, 6, 8, 12, 24].first { HeatFigures.hours / $0 <= room } ?? HeatFigures.hours
  }
}
