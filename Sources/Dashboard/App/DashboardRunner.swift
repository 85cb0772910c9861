import Foundation
import SalesAnalytics
package import TextUI

/// The event loop. One thread owns the terminal, takes keys and draws; reading and writing run in tasks beside it.
///
///     try await DashboardRunner.run(data: data, configuration: configuration) {
///       try CursesTerminal(environment: ProcessInfo.processInfo.environment)
///     }
///
/// A test drives it on its own thread with a scripted terminal:
///
///     let runner = try DashboardRunner(terminal: terminal, data: data, configuration: configuration)
///     try runner.run()
package final class DashboardRunner {
  private let terminal: any Terminal
  private let configuration: DashboardConfiguration
  private let mailbox: Mailbox
  private let loader: DashboardReader
  private let data: any DashboardData
  private var model: Model
  private var theme: Theme
  private var shown: Canvas?
  private var readTask: Task<Void, Never>?
  private var exportTask: Task<Void, Never>?
  private var reloadTask: Task<Void, Never>?
  private var isDone = false
  /// The model may look different from the last frame.
  private var isStale = true
  /// The last frame was sent, but the terminal has not taken it yet.
  private var isUnderWay = false

  /// Throws a text for people when the configuration's keys cannot be used.
  package convenience init(
    terminal: any Terminal, data: any DashboardData, configuration: DashboardConfiguration
  ) throws {
    try self.init(terminal: terminal, data: data, configuration: configuration, mailbox: Mailbox())
  }

  init(
    terminal: any Terminal, data: any DashboardData, configuration: DashboardConfiguration, mailbox: Mailbox
  ) throws {
    self.terminal = terminal
    self.configuration = configuration
    self.data = data
    self.mailbox = mailbox
    loader = DashboardReader(data)
    let first = configuration.firstTheme(lightBackground: terminal.traits.lightBackground)
    theme = configuration.theme(first)
    model = Model(
      setup: try configuration.setup(lightBackground: terminal.traits.lightBackground), start: configuration.start,
      size: terminal.size, moment: configuration.clock.moment,
      look: DashboardConfiguration.look(theme, on: terminal.traits))
    if let note = configuration.note { model.tell(note, .good) }
    if let warning = configuration.warning { model.tell(warning, .bad) }
    if !model.isMouseOn { terminal.setMouse(false) }
    mailbox.attach(terminal.waker)
  }

  /// Makes the terminal and runs the loop on a new thread; returns when the person quits or the task is cancelled.
  /// Throws errors of the terminal, and a text for people when the configuration's keys cannot be used.
  package static func run(
    data: any DashboardData, configuration: DashboardConfiguration,
    terminal: @escaping @Sendable () throws -> any Terminal
  ) async throws {
    let mailbox = Mailbox()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let thread = Thread {
          continuation.resume(
            with: Result {
              let runner = try DashboardRunner(
                terminal: try terminal(), data: data, configuration: configuration, mailbox: mailbox)
              try runner.run()
            })
        }
        thread.name = "dashboard"
        thread.stackSize = 4 << 20
        thread.start()
      }
    } onCancel: {
      mailbox.stop()
    }
  }

  /// Blocks until the person quits, a signal asks for the end, or the terminal goes away. The terminal is closed then.
  package func run() throws {
    let listeners = [listen(), listenToFiles()].compactMap { $0 }
    defer {
      for listener in listeners { listener.cancel() }
      reloadTask?.cancel()
      readTask?.cancel()
      exportTask?.cancel()
      // The view is saved before the terminal closes, because a second SIGHUP ends the program after that.
      configuration.keep?(model.view)
      terminal.close()
    }
    take([.tick])
    try paint()
    while !isDone {
      let deadline = model.nextDeadline.map { configuration.clock.start + $0 }
      let event = try terminal.nextEvent(until: deadline)
      noteDrawn()
      var messages = [message(for: event)]
      // Waiting keys are taken before the next frame, so that a slow terminal does not lag behind a held key.
      while messages.count < 32, !isDone, let more = try waiting() { messages.append(message(for: more)) }
      take(messages.compactMap { $0 } + mailbox.take())
      if mailbox.isStopped { isDone = true }
      if !isDone { try paint() }
    }
  }

  private func listen() -> Task<Void, Never> {
    let changes = data.changes()
    let mailbox = mailbox
    return Task(priority: .userInitiated) {
      for await _ in changes { mailbox.post(.changed) }
    }
  }

  /// Reads the files again whenever they change.
  private func listenToFiles() -> Task<Void, Never>? {
    guard let changes = configuration.fileChanges?() else { return nil }
    return Task { [configuration, mailbox] in
      for await _ in changes {
        if let message = await configuration.reloadMessage() { mailbox.post(message) }
      }
    }
  }

  private func reload() {
    reloadTask?.cancel()
    reloadTask = Task { [configuration, mailbox] in
      guard let message = await configuration.reloadMessage(), !Task.isCancelled else { return }
      mailbox.post(message)
    }
  }

  private func waiting() throws -> TerminalEvent? {
    try terminal.nextEvent(until: configuration.clock.start + configuration.clock.uptime())
  }

  private func message(for event: TerminalEvent?) -> Message? {
    switch event {
    case nil: return .tick
    case .key(let key): return .key(key)
    case .paste(let text): return .paste(text)
    case .mouse(let event): return .mouse(event)
    case .resize(let size): return .resize(size)
    case .wake: return nil
    case .resumed:
      shown = nil
      return .resumed
    case .interrupted(.suspend):
      suspend()
      return .resumed
    case .interrupted, .closed:
      isDone = true
      return nil
    }
  }

  private func suspend() {
    terminal.suspend()
    terminal.invalidate()
    shown = nil
  }

  private func take(_ messages: [Message]) {
    for message in messages {
      let before = model.glance
      for effect in model.update(message, at: configuration.clock.moment) { perform(effect) }
      isStale = isStale || !message.isBackground || model.glance != before
      if isDone { return }
    }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .quit: isDone = true
    case .read(let request): read(request)
    case .export: export()
    case .exportPicture: exportPicture()
    case .copy(let text): terminal.copy(text)
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .useTheme(let index):
      theme = model.setup.themes[index]
      model.look = DashboardConfiguration.look(theme, on: terminal.traits)
      shown = nil
    case .reload: reload()
    case .redraw:
      terminal.invalidate()
      shown = nil
    case .suspend: suspend()
    }
  }

  private func read(_ request: ReadRequest) {
    readTask?.cancel()
    readTask = Task(priority: .userInitiated) { [loader, mailbox] in
      do {
        mailbox.post(.read(id: request.id, try await loader.load(request)))
      } catch {
        // A newer read has replaced this one.
        guard !Task.isCancelled else { return }
        mailbox.post(.readFailed(id: request.id, "\(error)"))
      }
    }
  }

  private func export() {
    guard let export = configuration.export, var figures = model.figures else { return }
    // Sales after the pause are not on the screen, so they are not exported.
    if model.pause != nil { figures.query.endsAtNow = true }
    write { [figures] in try await export(figures.query, figures) }
  }

  /// Exports the frame without overlay and notice.
  private func exportPicture() {
    guard let export = configuration.exportPicture else { return }
    var bare = model
    (bare.overlay, bare.notice) = (nil, nil)
    write { [canvas = Screen(model: bare).draw(), theme] in
      try await export(canvas.svg(theme: theme, title: "salestop"))
    }
  }

  /// Writes a file in a task and posts the path, or the error.
  private func write(_ file: @escaping @Sendable () async throws -> String) {
    exportTask = Task(priority: .userInitiated) { [mailbox] in
      do {
        mailbox.post(.exported(path: try await file()))
      } catch {
        guard !Task.isCancelled else { return }
        mailbox.post(.exportFailed("\(error)"))
      }
    }
  }

  private func paint() throws {
    // A slow terminal gets fewer frames, but each is current.
    guard isStale || shown == nil, terminal.isReady else { return }
    isStale = false
    let canvas = Screen(model: model).draw()
    if canvas != shown {
      try terminal.present(canvas, theme: theme)
      shown = canvas
    }
    isUnderWay = true
    noteDrawn()
  }

  /// Notes in the model that its frame was drawn. Called before the model changes, so that both are the same state.
  private func noteDrawn() {
    guard isUnderWay, terminal.isReady else { return }
    isUnderWay = false
    _ = model.update(.drawn, at: configuration.clock.moment)
  }
}

extension DashboardConfiguration {
  /// Reads the files again, as a message of the result; nil without a `reload`.
  fileprivate func reloadMessage() async -> Message? {
    do {
      guard let reload else { return nil }
      return .reloaded(try await reload())
    } catch {
      return .reloadFailed("\(error)")
    }
  }
}
