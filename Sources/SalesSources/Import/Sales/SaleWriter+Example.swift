import Foundation
import SalesCore

extension SaleWriter {
  /// The fields of a sale beside the cells that they come from.
  func example(_ row: ImportRow, _ sale: RowSale, _ record: [UInt8]) -> [ExampleField] {
    let reading = RowReading(reading.numbers)
    reading.begin(row)
    func field(_ name: String, _ source: BoundRecipe.Source, _ value: String) -> ExampleField {
      ExampleField(name: name, rule: rule(source), cell: cells(source, reading), value: value)
    }
    func name(_ source: BoundRecipe.Source) -> String { (try? reading.text(source)) ?? "" }
    let decoded = record.withUnsafeBytes { SaleWriter.id(of: $0) }
    var fields = [
      field("time", recipe.time, sale.time.text),
      field("amount", recipe.amount, sale.amount.text(reporting) + " " + reporting.code),
      field("product", recipe.product, name(recipe.product)), field("region", recipe.region, name(recipe.region)),
    ]
    if let source = recipe.currency { fields.append(field("currency", source, reporting.code)) }
    let idRule =
      switch ids.kind {
      case .columns: recipe.recipe.id.map { $0 == Recipe.lineNumber ? "line" : $0 }.joined(separator: " + ")
      case .content: "made of the sale's content"
      case .position: "topic, partition, offset and row"
      case .rows: "a number; each import is counted anew"
      }
    fields.append(ExampleField(name: "id", rule: idRule, cell: "", value: decoded))
    return fields
  }

  private func rule(_ source: BoundRecipe.Source) -> String {
    switch source {
    case .column(let index): recipe.columns.indices.contains(index) ? recipe.columns[index] : ""
    case .formula(let formula): formula.formula.description
    }
  }

  private func cells(_ source: BoundRecipe.Source, _ reading: RowReading) -> String {
    switch source {
    case .column(let index): return reading.row.text(index)
    case .formula(let formula):
      let cells = formula.formula.columns.compactMap { name in
        recipe.index(of: name).map { reading.row.text($0) }
      }
      return cells.filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// The id in a record that was written here.
  private static func id(of record: UnsafeRawBufferPointer) -> String {
    let text = String(decoding: record, as: UTF8.self)
    guard let end = text.range(of: #"","time":"#) else { return "" }
    return String(text[..<end.lowerBound].dropFirst(7))
  }
}
