import SalesAnalytics
import SalesCore
import TextUI

/// Draws the measure by weekday and hour.
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
      return canvas.writeDash(in: inner, model.look)
    }
    let rates = HeatRates(model, heat)
    guard rates.isKnown else {
      let inner = TitledBox(title: titles(nil)[0], focused: isFocused).draw(in: area, on: &canvas, look: model.look)
      return canvas.writeDash(in: inner, model.look)
    }
    let grid = HeatGrid(model, rates, selected: cell, in: area)
    let title = title(heat, width: area.width)
    let room = TitledBox.room(besides: title, in: area)
    let trailing = cellTexts(rates).first { DisplayWidth.of($0) <= room }
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
    guard width > 0, area.height >= 3, room >= used + width else { return }
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

  /// The longest title that leaves room for figures beside it, else the longest that fits: one that is cut could end
  /// within a date.
  private func title(_ heat: HeatFigures, width: Int) -> String {
    let forms = titles(heat)
    let briefest = titles(nil)[2]
    return forms.first { DisplayWidth.of($0) + 20 <= width }
      ?? (DisplayWidth.of(forms[2]) + 6 <= width ? forms[2] : briefest)
  }

  /// The panel's titles, from long to short.
  private func titles(_ heat: HeatFigures?) -> [String] {
    let note = heat.flatMap(periodNote).map { ", \($0)" } ?? ""
    let title = model.measure.title
    guard model.measure != .average else {
      return ["\(title) by weekday and hour\(note)", "\(title) by weekday\(note)", "\(title)\(note)"]
    }
    return ["\(title) per hour, by weekday\(note)", "\(title)/h by weekday\(note)", "\(title)/h\(note)"]
  }

  /// The heatmap's period when it is not that of the other panels: "last 12 weeks". Snapping to hours does not count.
  private func periodNote(_ heat: HeatFigures) -> String? {
    guard let figures = model.figures else { return nil }
    let end = min(figures.range.upperBound, max(figures.asOf, figures.range.lowerBound))
    let slack = max(figures.bucket.nominalLength, .hours(1))
    let isWhole = heat.range.upperBound + slack >= end
    let before = figures.range.lowerBound - heat.range.lowerBound
    if isWhole, before >= .zero - slack, before <= slack { return nil }
    if figures.range.upperBound <= figures.asOf { return model.label(of: heat.range) }
    let days = Int(((heat.range.upperBound - heat.range.lowerBound) / .days(1)).rounded())
    guard isWhole, days > 0 else { return model.label(of: heat.range) }
    if days >= 14, days % 7 == 0 { return "last \(days / 7) weeks" }
    return days == 1 ? "last day" : "last \(days) days"
  }

  /// The selected cell's figures per hour, else those of the peak; from full to brief.
  private func cellTexts(_ rates: HeatRates) -> [String] {
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

/// The heatmap fitted to an area. With too few rows all weekdays share one; with too few columns several hours share
/// one.
struct HeatGrid {
  let map: Heatmap
  /// The area of the map. On a low panel its hour labels replace the lower border.
  let area: Rect
  /// All weekdays share one row.
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

/// Splits a width into margin, weekday names and hours. Names are short when that makes all cells wider.
private struct HeatRoom {
  let margin: Int
  /// Short names without a blank after them.
  let isTight: Bool
  /// Hours that share a column.
  let hours: Int

  init(_ width: Int) {
    margin = width > 8 ? 1 : 0
    // The width less a margin, a name and a blank; or less a margin and two letters.
    let (whole, tight) = (width - 5, width - 3)
    isTight = tight / HeatFigures.hours > whole / HeatFigures.hours
    let room = isTight ? tight : width > 13 ? whole : width - margin
    hours = [1, 2, 3, 4, 6, 8, 12, 24].first { HeatFigures.hours / $0 <= room } ?? HeatFigures.hours
  }
}
