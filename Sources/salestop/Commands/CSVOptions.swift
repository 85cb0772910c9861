import ArgumentParser
import SalesAnalytics
import SalesCore

/// How a CSV is written, as flags.
struct CSVOptions: ParsableArguments {
  @Flag(help: "CSV: leave text as it is: formulas are not defused.")
  var raw = false

  @Flag(help: "CSV: begin with a byte order mark, by which Excel knows that the text is UTF-8.")
  var excel = false

  @Option(
    help: .init("CSV: point or comma before decimals; with a comma, cells are separated by ;.", valueName: "mark"))
  var decimal = DecimalMark.point

  var style: CSVStyle {
    var style = CSVStyle()
    (style.decimal, style.hasByteOrderMark, style.isRaw) = (decimal, excel, raw)
    return style
  }
}

extension DecimalMark: ExpressibleByArgument {}
