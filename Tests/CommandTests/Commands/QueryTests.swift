import Foundation
import TestSupport
import Testing

/// Sums that Python makes of the CSV alone are those of the program.
@Suite(.takingTurns, .needs(.python3), .timeLimit(.minutes(60)))
struct QueryTests {
  /// Rows as `query --format csv` writes them, from the CSV that was imported. Windows: `whole`, `tumbling SECONDS`, `sliding LENGTH STEP`,
  /// `session GAP`, `month`.
  private static let sums = """
    import csv, datetime, sys
    path, by, kind, *sizes = sys.argv[1:]
    by = by.split(',') if by else []
    sizes = [int(size) * 1000 for size in sizes]
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

    def milliseconds(text):
        return round((datetime.datetime.fromisoformat(text.replace('Z', '+00:00')) - epoch).total_seconds() * 1000)

    def text(at):
        moment = epoch + datetime.timedelta(milliseconds=at)
        fraction = '.%03d' % (at % 1000) if at % 1000 else ''
        return moment.strftime('%Y-%m-%dT%H:%M:%S') + fraction + 'Z'

    def windows(at):
        if kind == 'whole':
            return [None]
        if kind == 'month':
            moment = epoch + datetime.timedelta(milliseconds=at)
            return [milliseconds(moment.strftime('%Y-%m-01T00:00:00Z'))]
        if kind == 'tumbling':
            return [at - at % sizes[0]]
        length, step = sizes
        last = at - at % step
        return [last - back for back in range(0, length + step, step) if last - back + length > at]

    sales = []
    for row in csv.DictReader(open(path, newline='', encoding='utf-8')):
        whole, _, part = row['amount'].partition('.')
        minor = int(whole.lstrip('-') + (part + '00')[:2]) * (-1 if whole.startswith('-') else 1)
        sales.append((milliseconds(row['time']), tuple(row[name] for name in by), minor))
    sales.sort()
    sums, ends, last = {}, {}, {}
    for at, key, minor in sales:
        if kind == 'session':
            if key not in last or at - last[key][1] > sizes[0]:
                last[key] = [at, at]
            last[key][1] = at
            places = [last[key][0]]
            ends[(places[0], key)] = at
        else:
            places = windows(at)
        for place in places:
            entry = sums.setdefault((place, key), [0, 0, 0])
            entry[0] += 1
            entry[1] += minor < 0
            entry[2] += minor
    head = ['bucket_start'] * (kind != 'whole') + ['bucket_end'] * (kind == 'session')
    out = csv.writer(sys.stdout, lineterminator='\\n')
    out.writerow(head + by + ['sales', 'refunds', 'revenue'])
    for (place, key), (count, refunds, minor) in sorted(sums.items(), key=lambda item: (item[0][0] or 0, item[0][1])):
        when = [] if place is None else [text(place)]
        if kind == 'session':
            when.append(text(ends[(place, key)]))
        sign = '-' if minor < 0 else ''
        out.writerow(when + list(key) + [count, refunds, '%s%d.%02d' % (sign, abs(minor) // 100, abs(minor) % 100)])
    """

  struct Case: Sendable, CustomTestStringConvertible {
    var query: [String]
    var by: String
    var sums: [String]

    var testDescription: String { query.joined(separator: " ") + " by " + by }
  }

  static let cases = [
    Case(query: [], by: "region", sums: ["whole"]),
    Case(query: [], by: "region,product", sums: ["whole"]),
    Case(query: ["--window", "tumbling:5m"], by: "", sums: ["tumbling", "300"]),
    Case(query: ["--window", "tumbling:7h"], by: "product", sums: ["tumbling", "25200"]),
    Case(query: ["--bucket", "hour"], by: "region,product", sums: ["tumbling", "3600"]),
    Case(query: ["--bucket", "day"], by: "region", sums: ["tumbling", "86400"]),
    Case(query: ["--bucket", "month"], by: "product", sums: ["month"]),
    Case(query: ["--window", "sliding:10m/1m"], by: "", sums: ["sliding", "600", "60"]),
    Case(query: ["--window", "sliding:3d/1d"], by: "region", sums: ["sliding", "259200", "86400"]),
    Case(query: ["--window", "session:5m"], by: "", sums: ["session", "300"]),
    Case(query: ["--window", "session:30m"], by: "region", sums: ["session", "1800"]),
    Case(query: ["--window", "session:2h"], by: "region,product", sums: ["session", "7200"]),
  ]

  @Test("the sums are those of the CSV, to the cent", arguments: cases)
  func equalsPython(_ item: Case) async throws {
    let salestop = try await Fixtures.january.value
    let by = item.by.isEmpty ? [] : ["--by", item.by]
    let outcome = try await salestop.run(["query", "--format", "csv"] + item.query + by)
    #expect(outcome.code == 0, "\(outcome)")
    let folder = try Scratch()
    let script = folder.file("sums.py")
    try Data(Self.sums.utf8).write(to: URL(fileURLWithPath: script))
    let python = try ChildProcess(
      .init(
        executable: "python3",
        arguments: ["-I", "-X", "utf8", script, SampleFiles.url("sales.csv").path, item.by] + item.sums,
        environment: Salestop.baseEnvironment, folder: folder.path))
    let expected = try await python.outcome()
    #expect(expected.code == 0, "\(expected)")
    let rows = outcome.output.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
    let wanted = expected.output.split(separator: "\n").map(String.init)
    #expect(rows.first == wanted.first)
    #expect(rows.count == wanted.count)
    let differences = Set(rows).symmetricDifference(wanted)
    #expect(differences.isEmpty, "\(differences.sorted().prefix(10))")
  }

  @Test("a filter and a period leave what they say")
  func filtered() async throws {
    let salestop = try await Fixtures.january.value
    let all = try await salestop.must("query", "--by", "region,product", "--format", "csv").output
    let some = try await salestop.must(
      "query", "--by", "region,product", "--format", "csv", "--region", "DACH", "--region", "Japan", "--not-product",
      "Espresso Pro"
    ).output
    let wanted = all.split(separator: "\r\n").filter { line in
      line.hasPrefix("region")
        || (line.hasPrefix("DACH,") || line.hasPrefix("Japan,")) && !line.contains("Espresso Pro")
    }
    #expect(some.split(separator: "\r\n") == wanted)
    #expect(wanted.count > 20)
    let days = try await salestop.must("query", "--bucket", "day", "--format", "csv").output.split(separator: "\r\n")
    let three = try await salestop.must(
      "query", "--bucket", "day", "--format", "csv", "--period", "2026-01-05..2026-01-07"
    ).output.split(separator: "\r\n")
    #expect(Array(three.dropFirst()) == Array(days[5...7]))
  }

  @Test("table, CSV and JSON say the same")
  func formats() async throws {
    let salestop = try await Fixtures.january.value
    let arguments = ["query", "--by", "region", "--bucket", "month"]
    let table = try await salestop.run(arguments).output.split(separator: "\n")
    let csv = try await salestop.run(arguments + ["--format", "csv"]).output.split(separator: "\r\n")
    let json = try await salestop.run(arguments + ["--format", "json"])
    #expect(table.count == csv.count)
    for (line, row) in zip(table, csv) {
      #expect(line.split(separator: " ").joined() == row.split(separator: ",").joined().replacing(" ", with: ""))
    }
    let rows = try JSONSerialization.jsonObject(with: json.data) as? [[String: Any]] ?? []
    #expect(rows.count == csv.count - 1)
    for (object, row) in zip(rows, csv.dropFirst()) {
      let cells = row.split(separator: ",")
      #expect(object["bucket_start"] as? String == String(cells[0]))
      #expect(object["region"] as? String == String(cells[1]))
      #expect(object["sales"] as? Int == Int(cells[2]))
      #expect(json.output.contains("\"revenue\":\(cells[4])}"))
    }
  }
}
