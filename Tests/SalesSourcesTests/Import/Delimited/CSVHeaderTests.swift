import TestSupport
import Testing

@testable import SalesSources

@Suite struct CSVHeaderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var title: String
    var text: String
    var columns: [String] = []
    /// The line of the header, and the first row behind it.
    var line = 1
    var row: [String]?
    var options = CSVOptions()
    var problem: String?

    var testDescription: String { title }
  }

  static let example = "a header such as id,time,amount,product,region"
  static let row = "2026-11-20T10:00:00Z,1.00,Lamp,UK\n"
  static let four = ["time", "amount", "product", "region"]
  static let lamp = ["2026-11-20T10:00:00Z", "1.00", "Lamp", "UK"]

  static let plain: [Case] = [
    Case(title: "comma", text: "time,amount,product,region\n" + row, columns: four, row: lamp),
    Case(
      title: "semicolon, decimal commas",
      text: "Datum;Betrag;Artikel\n03.11.2026;1,50;Lampe\n04.11.2026;2,50;Uhr\n",
      columns: ["Datum", "Betrag", "Artikel"], row: ["03.11.2026", "1,50", "Lampe"]),
    Case(
      title: "tab", text: "time\tamount\tproduct\n2026-11-20\t1,234.50\tLamp, brass\n",
      columns: ["time", "amount", "product"], row: ["2026-11-20", "1,234.50", "Lamp, brass"]),
    Case(
      title: "pipe", text: "id|time|amount\na|2026-11-20|1.00\n", columns: ["id", "time", "amount"],
      row: ["a", "2026-11-20", "1.00"]),
    Case(
      title: "a comma in one name of a file with semicolons", text: "Datum;Betrag, EUR;Ort\n03.11.2026;1,50;Ulm\n",
      columns: ["Datum", "Betrag, EUR", "Ort"], row: ["03.11.2026", "1,50", "Ulm"]),
    Case(
      title: "quoted names", text: "\"time\",\"amount, net\",\"say \"\"hi\"\"\"\n2026-11-20,1,x\n",
      columns: ["time", "amount, net", "say \"hi\""], row: ["2026-11-20", "1", "x"]),
    Case(
      title: "names with spaces, no-break spaces and marks around them",
      text: "\u{FEFF} time ,\u{A0}amount\u{202F},product\t\n2026-11-20,1,x\n",
      columns: ["time", "amount", "product"], row: ["2026-11-20", "1", "x"]),
    Case(
      title: "a mark within quotes", text: "\"\u{FEFF}time\",amount\n2026-11-20,1\n", columns: ["time", "amount"],
      row: ["2026-11-20", "1"]),
    Case(
      title: "a name that occurs twice, in another case too", text: "time,Amount,Amount,amount\n2026-11-20,1,2,3\n",
      columns: ["time", "Amount", "Amount#2", "amount#3"], row: ["2026-11-20", "1", "2", "3"]),
    Case(
      title: "a name that looks like a numbered one", text: "time,Amount#2,Amount,Amount\n2026-11-20,1,2,3\n",
      columns: ["time", "Amount#2", "Amount", "Amount#3"], row: ["2026-11-20", "1", "2", "3"]),
    Case(
      title: "blank names", text: ",time,amount,\n0,2026-11-20,1,x\n", columns: ["#1", "time", "amount", "#4"],
      row: ["0", "2026-11-20", "1", "x"]),
    Case(
      title: "names with digits", text: "Order ID,Q3,Address 2,VAT 20%,Line1\n1001,1.00,x,2,y\n",
      columns: ["Order ID", "Q3", "Address 2", "VAT 20%", "Line1"], row: ["1001", "1.00", "x", "2", "y"]),
    Case(
      title: "names of another script", text: "日付,金額,商品\n2026/11/20,100,ランプ\n", columns: ["日付", "金額", "商品"],
      row: ["2026/11/20", "100", "ランプ"]),
    Case(
      title: "blank lines before it", text: "\n\r\n,,\ntime,amount,product\n2026-11-20,1,x\n",
      columns: ["time", "amount", "product"], line: 4, row: ["2026-11-20", "1", "x"]),
    Case(
      title: "line ends of an old Macintosh", text: "time,amount\r2026-11-20,1\r", columns: ["time", "amount"],
      row: ["2026-11-20", "1"]),
    Case(title: "a header alone", text: "time,amount,product,region\n", columns: four),
    Case(title: "a header alone without a line end", text: "time,amount,product,region", columns: four),
    Case(
      title: "a name over two lines", text: "time,\"amount\n(net)\"\n2026-11-20,1\n",
      columns: ["time", "amount\n(net)"], row: ["2026-11-20", "1"]),
    Case(
      title: "two columns", text: "time,amount\n2026-11-20,1\n2026-11-21,2\n", columns: ["time", "amount"],
      row: ["2026-11-20", "1"]),
    Case(
      title: "ragged rows", text: "time,amount,product,note\n2026-11-20,1,x\n2026-11-20,2,y\n2026-11-20,3,z\n",
      columns: ["time", "amount", "product", "note"], row: ["2026-11-20", "1", "x", ""]),
    Case(
      title: "rows that end with a separator", text: "time,amount,product\n2026-11-20,1,x,\n2026-11-21,1,y,\n",
      columns: ["time", "amount", "product"], row: ["2026-11-20", "1", "x"]),
  ]

  static let notes: [Case] = [
    Case(
      title: "notes as of a marketplace",
      text: "\"Includes all transactions\"\n\"All amounts in USD, unless specified\"\n\"Definitions:\"\n"
        + "\"date/time\",\"type\",\"sku\",\"total\"\n\"2026-09-04T01:05:07-07:00\",\"Order\",\"MUG-1\",\"65.45\"\n",
      columns: ["date/time", "type", "sku", "total"], line: 4,
      row: ["2026-09-04T01:05:07-07:00", "Order", "MUG-1", "65.45"]),
    Case(
      title: "a bank's head of names and values",
      text: "Account;DE02 1203 0000\nPeriod;01.11.2026 - 30.11.2026\nBalance;1.234,50\n\n"
        + "Date;Text;Amount;Currency;Balance\n03.11.2026;Lamp;-1,50;EUR;10,00\n04.11.2026;Clock;2,50;EUR;12,50\n",
      columns: ["Date", "Text", "Amount", "Currency", "Balance"], line: 5,
      row: ["03.11.2026", "Lamp", "-1,50", "EUR", "10,00"]),
    Case(
      title: "a title that a spreadsheet has filled up with separators",
      text: "Sales report,,,\nNovember,,,\n,,,\n"
        + "time,amount,product,region\n" + row, columns: four, line: 4, row: lamp),
    Case(
      title: "a title with commas",
      text: "Sales, all shops, net\nfor Nov 2026\ntime,amount,product,region\n" + row + row,
      columns: four, line: 3, row: lamp),
    Case(
      title: "thirty lines of notes",
      text: String(repeating: "note\n", count: 30) + "time,amount,product,region\n" + row,
      columns: four, line: 31, row: lamp),
    Case(
      title: "groups of names above the names", text: ",,Goods,\ntime,amount,product,region\n" + row, columns: four,
      line: 2, row: lamp),
    Case(
      title: "notes that are shaped as rows",
      text: "Shop,Berlin,,\nFrom,2026-01-01,To,2026-02-01\n,,,\ntime,amount,product,region\n" + row, columns: four,
      line: 4, row: lamp),
    Case(
      title: "notes that have usual names as well",
      text: "Shop,Berlin,Country,Germany\nDate,2026-01-01,Currency,EUR\ntime,amount,product,region\n" + row,
      columns: four, line: 3, row: lamp),
    Case(
      title: "sales and a better header behind them",
      text: "date,amount,x,y\n2026-11-20,1,b,c\ntime,amount,product,region\n" + row,
      columns: ["date", "amount", "x", "y"], row: ["2026-11-20", "1", "b", "c"]),
    Case(
      title: "names of numbers among usual names",
      text: "Date,Product,c10,2024,Revenue March 2025,#5\n2026-11-20,Lamp,1,2,3,4\n",
      columns: ["Date", "Product", "c10", "2024", "Revenue March 2025", "#5"],
      row: ["2026-11-20", "Lamp", "1", "2", "3", "4"]),
    Case(
      title: "sales whose words are usual names",
      text: "tiempo,cuanto,cosa,donde\n2026-11-20,1,Item,Shop\n2026-11-20,2,Article,Store\n",
      columns: ["tiempo", "cuanto", "cosa", "donde"], row: ["2026-11-20", "1", "Item", "Shop"]),
    Case(
      title: "a line for Excel",
      text: "sep=;\nid;time;amount\na;2026-11-20;1,00\n", columns: ["id", "time", "amount"],
      line: 2, row: ["a", "2026-11-20", "1,00"]),
    Case(
      title: "a line for Excel in quotes, with another separator", text: "\"SEP=^\"\r\nid^time\r\na^2026-11-20\r\n",
      columns: ["id", "time"], line: 2, row: ["a", "2026-11-20"]),
    Case(
      title: "a line for Excel and notes",
      text: "sep=,\nmy sales\ntime,amount,product,region\n" + row, columns: four,
      line: 3, row: lamp),
    Case(
      title: "wanted names among notes that look like names",
      text: "id,time,amount,product\nwhat it is,when,how much,which\nOrder,Date,Total,Item\n1,2026-11-20,1,Lamp\n",
      columns: ["Order", "Date", "Total", "Item"], line: 3, row: ["1", "2026-11-20", "1", "Lamp"],
      options: CSVOptions(wanted: [["nowhere"], ["total ", "DATE"]])),
    Case(
      title: "wanted names that are numbers", text: "x\nDate,2025,2026\n2026-11-20,1,2\n",
      columns: ["Date", "2025", "2026"], line: 2, row: ["2026-11-20", "1", "2"],
      options: CSVOptions(wanted: [["Date", "2026"]])),
    Case(
      title: "wanted names that are not there", text: "time,amount,product,region\n" + row, columns: four, row: lamp,
      options: CSVOptions(wanted: [["Total"]])),
    Case(
      title: "lines passed over by request", text: "a,b,c,d\n\ntime,amount,product,region\n" + row, columns: four,
      line: 3, row: lamp, options: CSVOptions(skip: 2)),
    Case(
      title: "no line passed over by request",
      text: "Date,2025,x\n2026-11-20,1,2\n", columns: ["Date", "2025", "x"],
      row: ["2026-11-20", "1", "2"], options: CSVOptions(skip: 0)),
    Case(
      title: "a separator by request", text: "time:amount,x\n2026:1,5\n", columns: ["time", "amount,x"],
      row: ["2026", "1,5"], options: CSVOptions(separator: UInt8(ascii: ":"))),
  ]

  static let none: [Case] = [
    Case(title: "empty", text: "", problem: "is empty: \(example) is needed"),
    Case(title: "blank", text: "\n ,\n\n", problem: "is empty: \(example) is needed"),
    Case(
      title: "sales at once", text: row,
      problem: "has no header: line 1 holds values already, where \(example) names the columns"),
    Case(
      title: "sales at once, and a row without values", text: row + ",,Lamp,UK\nx,y,Lamp,UK\n" + row,
      problem: "has no header: line 1 holds values already, where \(example) names the columns"),
    Case(
      title: "prose", text: "Dear all,\nhere is what we sold.\nBest\n",
      problem: "has no header in its first 30 lines: \(example) is needed. --skip N passes over the lines before it"),
    Case(
      title: "too many notes", text: String(repeating: "note\n", count: 31) + "time,amount,product,region\n" + row,
      problem: "has no header in its first 30 lines: \(example) is needed. --skip N passes over the lines before it"),
    Case(
      title: "a sale where the header is said to be", text: "time,amount,product,region\n" + row,
      options: CSVOptions(skip: 1),
      problem: "has no header: line 2 holds values already, where \(example) names the columns"),
    Case(
      title: "fewer lines than are to be passed over", text: "a,b\nc,d\n", options: CSVOptions(skip: 5),
      problem: "has only 2 lines; --skip 5 leaves none"),
    Case(title: "a broken quote", text: "\"id\"x\n", problem: "line 1: the header text follows a closing quote"),
  ]

  @Test("the header is found, whatever stands before it and however the bytes come", arguments: plain + notes)
  func found(_ wanted: Case) async throws {
    let bytes = Array(wanted.text.utf8)
    for sizes in cuts(bytes.count, seed: 1) {
      let input = chunkedInput(bytes, sizes)
      var scanner = try await CSVScanner.open(input, wanted.options)
      #expect(scanner.columns == wanted.columns)
      let rows = try await scanner.rest(of: input, count: wanted.columns.count)
      #expect(rows.first?.cells == wanted.row)
      if case .row(let line, _) = rows.first {
        let height = wanted.columns.map { $0.split(separator: "\n").count }.max() ?? 1
        #expect(line == wanted.line + height)
      }
    }
  }

  @Test("a file without a header is told as such, and none of its values", arguments: none)
  func notFound(_ wanted: Case) async throws {
    let bytes = Array(wanted.text.utf8)
    for sizes in cuts(bytes.count, seed: 2) {
      await #expect { try await CSVScanner.open(chunkedInput(bytes, sizes), wanted.options) } throws: { error in
        (error as? ImportProblem)?.message == wanted.problem
      }
    }
  }

  @Test("of a pipe no more is waited for than a header and a row")
  func live() async throws {
    let bytes = Array(("note\ntime,amount,product,region\n" + Self.row).utf8)
    let input = ImportInput(name: "pipe", size: nil) { [chunks = Chunks([bytes])] in try await chunks.next() }
    var scanner = try await CSVScanner.open(input)
    #expect(scanner.next() == .row(line: 3))
    let named = ImportInput(name: "pipe", size: nil) { [chunks = Chunks([Array("time,Total\n".utf8)])] in
      try await chunks.next()
    }
    #expect(try await CSVScanner.open(named, CSVOptions(wanted: [["total"]])).columns == ["time", "Total"])
  }

  @Test("rows before the header are counted")
  func passedOver() async throws {
    var input = InputBuffer(whole: Array("sep=,\nmy sales\n\ntime,amount,product,region\n".utf8))
    let header = try await CSVHeader.find(in: &input, CSVOptions(), isLive: false) { $0.end() }
    #expect(header.line == 4)
    #expect(header.passedOver == 2)
    #expect(input.isEmpty)
  }
}

/// Chunks, and behind them a wait that nobody should begin.
actor Chunks {
  private var chunks: [[UInt8]]
  init(_ chunks: [[UInt8]]) { self.chunks = chunks }

  func next() throws -> [UInt8] {
    guard !chunks.isEmpty else { throw ImportProblem("more was read than was needed") }
    return chunks.removeFirst()
  }
}
