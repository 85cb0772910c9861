import SalesAnalytics
import SalesCore
import Testing

@Suite struct WindowTests {
  @Test(
    "windows read and write",
    arguments: [
      "tumbling:5m", "tumbling:1M", "tumbling:7m", "tumbling:36h", "sliding:10m/1m", "sliding:10m/3m", "sliding:1d/1h",
      "session:30m",
    ])
  func text(text: String) throws {
    #expect(try Window(parsing: text).text == text)
  }

  @Test("a bucket alone is short for tumbling")
  func short() throws {
    #expect(try Window(parsing: "hour") == .tumbling(.calendar(.hour)))
    #expect(try Window(parsing: "5m").text == "tumbling:5m")
    #expect(try Window(parsing: "tumbling:60s").text == "tumbling:1m")
  }

  @Test(
    "what is no window says what would be right",
    arguments: [
      ("hopping:5m", "use tumbling:5m, sliding:10m/1m or session:30m"), ("", "use tumbling:5m"),
      ("tumbling:", "a number is missing"), ("tumbling:5", "a unit is missing"), ("tumbling:2d", "as in 48h"),
      ("sliding:10m", "write length/step, as in sliding:10m/1m"),
      ("sliding:1m/5m", "at character 12: the step is longer than the window"),
      ("sliding:1y/1s", "each sale would be in more than 10000 windows"), ("session:0m", "use at least 1m"),
      ("session:5m/1m", "was not expected here"),
    ])
  func refused(text: String, message: String) {
    let problem = #expect(throws: PeriodProblem.self) { try Window(parsing: text) }
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
  }
}
