import SalesAnalytics
import SalesCore
import TextUI

/// The reconciliation line: sign, verdict and numbers.
struct ReconciliationText {
  private var sign: Span
  /// From short to long.
  private var forms: [[Span]]
  /// The command that verifies the counts.
  let proof: String

  init(_ sums: Reconciliation, symbols: Symbols) {
    func count(_ count: Int64) -> String { CompactNumber.grouped(Int(count)) }
    let parts = [
      (sums.totals.sales, "sales"), (sums.totals.duplicates, "duplicates"), (sums.totals.deadLetters, "rejected"),
      (sums.lost, "lost"),
    ]
    let sum = parts.filter { $0.0 > 0 || $0.1 == "sales" }.map { "\(count($0.0)) \($0.1)" }.joined(separator: " + ")
    let taken = "\(count(sums.taken)) taken"
    let light: (sign: Character, role: Role, word: String, details: [String])
    switch sums.verdict {
    case .empty: light = (symbols.quiet, .quiet, "nothing taken yet", [])
    case .reconciled:
      light = (symbols.live, .good, "reconciled", [taken, "\(taken), all accounted for", "\(taken) = \(sum)"])
    case .conflicting(let conflicts):
      let word = conflicts == 1 ? "1 conflict" : "\(count(conflicts)) conflicts"
      let details = ["left out", "left out: an id that is stored with other content"]
      light = (symbols.alert, .error, word, details)
    case .behind(let lag):
      light = (symbols.alert, .warning, "\(count(lag)) behind", ["adds up so far", "so far \(taken) = \(sum)"])
    case .skipped(let skipped):
      let word = skipped == 1 ? "1 offset without a record" : "\(count(skipped)) offsets without a record"
      light = (symbols.alert, .warning, word, ["the rest adds up", "\(taken) = \(sum) + \(count(skipped)) without"])
    case .broken(let partition, let by):
      let detail = "partition \(partition): \(count(abs(by))) \(by > 0 ? "more" : "fewer") than it took"
      light = (symbols.alert, .error, "does not add up", [detail])
    }
    sign = Span(String(light.sign) + " ", style: Style(light.role).bold())
    let word = Span(light.word, style: Style(light.role).bold())
    forms = [[word]] + light.details.map { [word, Span("  " + $0)] }
    proof =
      switch sums.verdict {
      case .broken: "salestop verify finds out what, record by record"
      case .conflicting: "salestop verify shows the first of them"
      default: "salestop verify proves it record by record"
      }
  }

  /// The longest form that fits.
  func spans(width: Int) -> [Span] {
    let fitting = forms.last { sign.width + $0.width <= width } ?? forms[0]
    return [sign] + fitting
  }
}
