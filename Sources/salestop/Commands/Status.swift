import ArgumentParser
import SalesCore
import SalesPipeline

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Positions, lag, counts and health of the pipeline.",
    discussion:
      """
      Exit 0 when the store can be read, whatever the lag or the log; see `health` and `problem` in the output. Exit 65 \
      when the store went back behind what its consumer had stored.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print JSON.")
  var json = false

  mutating func run() async throws {
    let settings = try common.settings()
    let reader = try await settings.store().reader()
    // Before the store: what is noted by now, a healthy store holds.
    let notes = settings.witness?.notes() ?? [:]
    let poll = try await reader.poll(PollRequest(spans: []))
    let (bounds, problem) = try await Self.log(settings)
    let hasLeftOut = poll.state.totals.deadLetters > 0
    let leftOut = hasLeftOut ? try await reader.leftOutMoney() : LeftOutMoney()
    var document = StatusDocument(
      poll.state, log: bounds, logProblem: problem, leftOut: leftOut, now: WallClock.now())
    let setback = try await notes.setback(of: poll.state) { try await reader.settings().logIdentity }
    if let setback { document.problems.insert("\(setback)", at: 0) }
    try Output.write(json ? try Output.json(document) : document.text)
    if setback != nil { throw ArgumentParser.ExitCode(Exit.data) }
  }

  /// The log itself knows its end better than the last heartbeat. It may be out of reach; a broken one is an error.
  private static func log(_ settings: Settings) async throws -> (bounds: [PartitionBounds]?, problem: String?) {
    do {
      return (try await settings.log().open(.read).partitions(), nil)
    } catch let error as BackendError where [.missing, .permission, .unavailable].contains(error.kind) {
      return (nil, Redaction.redact(Output.safe("\(error)")))
    }
  }
}
