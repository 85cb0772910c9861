package import SalesCore
package import TextUI

/// One frame, as the screen would show it at `now`: for `--once`, pictures and the demo without a terminal. Throws what
/// reading throws.
package func renderOnce(
  data: any DashboardData, configuration: DashboardConfiguration, size: Size, now: Timestamp
) async throws -> Canvas {
  try await Still(data: data, configuration: configuration, size: size, now: now).draw()
}

/// The screen's state after one reading; drawing it reads nothing.
package struct Still: Sendable {
  private let model: Model

  package init(data: any DashboardData, configuration: DashboardConfiguration, size: Size, now: Timestamp) async throws
  {
    let look = DashboardConfiguration.look(
      configuration.theme(configuration.firstTheme()), unicode: configuration.unicode,
      hasColour: configuration.hasColour)
    let moment = Moment(wall: now, uptime: .zero)
    var model = Model(
      setup: try configuration.setup(), start: configuration.start, size: size, moment: moment, look: look)
    // A frame of a single row has none to spare.
    if let note = configuration.note, ScreenLayout(model).status == nil { model.tell(note, .good) }
    let loader = DashboardReader(data)
    var effects = model.update(.tick, at: moment)
    // The first answer may change the query, because figures end at the heartbeat of a consumer that is gone.
    for _ in 0..<2 {
      for case .read(let request) in effects {
        effects = model.update(.read(id: request.id, try await loader.load(request)), at: moment)
      }
    }
    self.model = model
  }

  package func draw() -> Canvas { Screen(model: model).draw() }
}
