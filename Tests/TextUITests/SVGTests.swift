import Foundation
import Testing

@testable import TextUI

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGTests {
  private final class Reader: NSObject, XMLParserDelegate {
    var names: [String: Int] = [:]
    var texts: [String] = []
    var lengths: [(text: String, length: Double)] = []
    private var current = ""
    private var length = 0.0

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      names[name, default: 0] += 1
      current = ""
      length = Double(attributes["textLength"] ?? "") ?? 0
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { current += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      if name == "text" { lengths.append((current, length)) }
      if name == "title" { texts.append(current) }
      current = ""
    }
  }

  private func read(_ svg: String) throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  private var canvas: Canvas {
    var canvas = Canvas(Size(columns: 40, rows: 8))
    let inner = TitledBox(title: "a < b & \"c\"").draw(in: canvas.bounds, on: &canvas, look: Look())
    canvas.write("咖啡机 ☕ e\u{301} \u{1B}[0m ]]> <b>", x: inner.x, y: inner.y, style: Style(.text, .bold))
    LineChart(series: [ChartSeries(values: [1, 5, 2])]).draw(
      in: Rect(x: 1, y: 2, width: 38, height: 4), on: &canvas, look: Look())
    canvas.write("████████", x: 1, y: 6, style: Style(.bar))
    canvas.restyle(Rect(x: 0, y: 6, width: 40, height: 1)) { $0.background = .selection }
    return canvas
  }

  @Test("a picture is well-formed, whatever the names and the title hold")
  func wellFormed() throws {
    let reader = try read(canvas.svg(theme: .autoDark, title: "Sales <\u{1B}> & \"more\""))
    #expect(reader.names["svg"] == 1)
    #expect(reader.texts == ["Sales <\u{FFFD}> & \"more\""])
    #expect(reader.names["rect", default: 0] >= 3)
  }

  @Test("each run of text is stretched to its columns")
  func lengths() throws {
    let reader = try read(canvas.svg(theme: .autoLight, title: "x"))
    #expect(!reader.lengths.isEmpty)
    for run in reader.lengths {
      #expect(run.length == Double(DisplayWidth.of(run.text)) * SVGWriter.cellWidth, "\(run.text)")
    }
    #expect(reader.lengths.map(\.text).contains("a < b & \"c\""))
  }

  @Test("an empty canvas is a picture too")
  func empty() throws {
    #expect(try read(Canvas(.zero).svg(theme: .autoDark, title: "")).names["svg"] == 1)
  }

  @Test("boxes and blocks are shapes, not letters")
  func shapes() throws {
    let reader = try read(canvas.svg(theme: .autoDark, title: "x"))
    for run in reader.lengths { #expect(run.text.unicodeScalars.allSatisfy { CellShape($0) == nil }) }
    #expect(reader.names["path", default: 0] > 6)
  }
}
