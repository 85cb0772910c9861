import ArgumentParser
import Foundation
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard
@testable import salestop

/// The command that `Y` copies.
@Suite struct DashCommandTests {
  /// A model of what the words of a `salestop dash …` would show, with nothing else set.
  private func model(_ words: [String]) throws -> Model {
    #expect(words.prefix(2) == ["salestop", "dash"])
    let dash = try Dash.parse(Array(words.dropFirst(2)))
    let flags: [SettingKey: String?] = [
      .store: dash.common.store, .period: dash.selection.period, .compare: dash.compare, .view: dash.view,
    ]
    let settings = try Settings(
      flags: flags.compactMapValues { $0 }, configPath: nil, environment: ["HOME": "/nonexistent"])
    #expect(dash.fresh || words.count == 2)
    return try model(try dash.configuration(settings))
  }

  private func model(_ configuration: DashboardConfiguration) throws -> Model {
    Model(
      setup: try configuration.setup(), start: configuration.start, size: Size(columns: 120, rows: 40),
      moment: Moment(wall: .epoch, uptime: .zero))
  }

  private func copied(_ model: inout Model) throws -> String {
    let effects = model.perform(.copyCommand)
    guard case .copy(let command)? = effects.first else {
      throw Unreadable(what: "\(effects)", why: "nothing is copied")
    }
    return command
  }

  /// The words that a shell makes of a command.
  private func words(_ command: String) async throws -> [String] {
    let process = try ChildProcess(
      .init(
        executable: "/bin/sh", arguments: ["-c", "for word in \(command); do printf '%s\\0' \"$word\"; done"],
        environment: Salestop.baseEnvironment, folder: "/"))
    let output = try await process.outcome().output
    return output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private func shown(_ change: (inout Model) -> Void) throws -> Model {
    var model = try model(["salestop", "dash"])
    change(&model)
    return model
  }

  @Test("what a shell makes of the copied command shows the same view", arguments: 0..<8)
  func same(number: Int) async throws {
    var model = try shown { model in
      switch number {
      case 0: break
      case 1: model.view.view = "Trend"
      case 2: (model.period, model.comparison) = (.last(7, .day), .none)
      case 3: model.filter.regions = ["EMEA", "日本 東京", "it's $(true) `true`"]
      case 4: model.filter.excludedProducts = ["-x", "--period", "\u{1B}[31mred", "a=b", "100%"]
      case 5: (model.measure, model.axis) = (.average, .locked(-1.5...20_000))
      case 6: (model.bucket, model.axis) = (.minute, .logarithmic)
      default:
        model.period = .absolute(
          Timestamp(milliseconds: 1_795_271_527_123)..<Timestamp(milliseconds: 1_795_271_587_000))
        model.filter.excludedRegions = ["*", "~"]
        model.filter.products = ["Café \"Zoë\"", "\\"]
        model.view.view = "Pipeline"
      }
    }
    let command = try copied(&model)
    let again = try self.model(try await words(command))
    #expect(again.view.showsSame(as: model.view))
    var twice = again
    #expect(try copied(&twice) == command)
  }

  @Test("the command says the comparison where the dashboard began with one that was left by an earlier run")
  func resumed() throws {
    var configuration = try Dash.parse([]).configuration(
      Settings(flags: [.compare: "week"], configPath: nil, environment: ["HOME": "/nonexistent"]))
    configuration.start.resume(ViewState(), unless: [], views: configuration.views)
    var model = try model(configuration)
    #expect(try copied(&model).hasSuffix("--compare previous"))
  }

  @Test("the store is named by its whole path, one with a password not at all")
  func store() throws {
    func command(_ flags: [SettingKey: String], _ environment: [String: String] = [:]) throws -> [String] {
      var environment = environment
      environment["HOME"] = "/nonexistent"
      return Array(try Settings(flags: flags, configPath: nil, environment: environment).dashCommand().dropFirst(2))
    }
    #expect(try command([:]) == ["--store", "/nonexistent/.local/state/salestop/store.sqlite"])
    #expect(try command([.store: "/tmp/../var/s.sqlite"]) == ["--store", "/var/s.sqlite"])
    #expect(try command([.store: "mongodb://host/db"]) == ["--store", "mongodb://host/db"])
    #expect(try command([:], ["SALESTOP_STORE": "mongodb://me:secret@host/db"]) == [])
    #expect(try command([:], ["SALESTOP_STORE": "mongodb://host/db?tlsCertificateKeyFilePassword=x"]) == [])
  }

  @Test("a layout's file is named by its whole path, one that is built in by its name")
  func layout() throws {
    func command(_ layout: String) throws -> [String] {
      let flags: [SettingKey: String] = [.layout: layout, .store: "/s.sqlite"]
      return try Settings(flags: flags, configPath: nil, environment: ["HOME": "/home/me"]).dashCommand()
    }
    let folder = FileManager.default.currentDirectoryPath
    #expect(try command("my.toml").prefix(4) == ["salestop", "dash", "--layout", folder + "/my.toml"])
    #expect(try command("~/my.toml").prefix(4) == ["salestop", "dash", "--layout", "/home/me/my.toml"])
    #expect(try command("wall").prefix(4) == ["salestop", "dash", "--layout", "wall"])
  }

  @Test("a catalogue that is set places its regions on the map; one that cannot be read places none")
  func places() throws {
    let scratch = try Scratch()
    let file = scratch.file("catalog.toml")
    let region = "name = \"Mars Base\", weight = 1, time_zone = \"UTC\", latitude = 12.5, longitude = -30"
    let text = """
      currency = "USD"
      product = [{ name = "Rope", category = "Tools", price = 5, popularity = 1 }]
      region = [{ \(region) }]
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    func places(_ flags: [SettingKey: String]) throws -> RegionPlaces {
      let settings = try Settings(flags: flags, configPath: nil, environment: ["HOME": "/nonexistent"])
      return try settings.dashboard(filter: SaleFilter()).setup().ground.atlas.places
    }
    #expect(try places([.catalog: file]).place(of: "Mars Base") == MapPoint(longitude: -30, latitude: 12.5))
    #expect(try places([:]).place(of: "Mars Base") == nil)
    #expect(try places([.catalog: "/nonexistent"]).place(of: "France") != nil)
  }

  @Test("what is wrong with a setting is told with where it was set")
  func origins() throws {
    let variables = ["HOME": "/nonexistent", "SALESTOP_PERIOD": "soon", "SALESTOP_STORE": "ftp://host/db"]
    let settings = try Settings(flags: [:], configPath: nil, environment: variables)
    let period = #expect(throws: CommandProblem.self) { try settings.period() }
    #expect(period?.description.hasPrefix("`period` from SALESTOP_PERIOD: ") == true)
    let store = #expect(throws: CommandProblem.self) { try settings.storeAddress }
    #expect(store?.description.hasPrefix("`store` from SALESTOP_STORE: ") == true)
    let flag = try Settings(flags: [.period: "soon"], configPath: nil, environment: ["HOME": "/nonexistent"])
    #expect(#expect(throws: CommandProblem.self) { try flag.period() }?.description.hasPrefix("--period: ") == true)
  }

  @Test("an address out of a file that is kept from others stays there")
  func secretFile() throws {
    let scratch = try Scratch()
    let path = scratch.file("store")
    try Data("mongodb://host/db\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let settings = try Settings(
      flags: [:], configPath: nil, environment: ["HOME": "/nonexistent", "SALESTOP_STORE_FILE": path])
    #expect(try settings.dashCommand() == ["salestop", "dash"])
  }
}

/// `dash.json`.
@Suite struct KeptFileTests {
  private let scratch: Scratch
  private let file: KeptFile

  init() throws {
    scratch = try Scratch()
    file = KeptFile(path: scratch.file("state/dash.json"), store: "/var/store.sqlite")
  }

  private var state: ViewState {
    var state = ViewState(period: .last(7, .day))
    (state.filter.regions, state.theme, state.view) = (["EMEA"], "nord", "Trend")
    return state
  }

  @Test("what is written is read, and only its owner may read it")
  func roundTrip() throws {
    #expect(file.read() == .nothing)
    try file.write(state)
    #expect(file.read() == .state(state, isOfStore: true))
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try file.write(ViewState())
    #expect(file.read() == .state(ViewState(), isOfStore: true))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("state")) == ["dash.json"])
  }

  @Test("at another store only taste is taken over, not a filter or a period")
  func otherStore() throws {
    try file.write(state)
    guard case .state(let found, isOfStore: false) = KeptFile(path: file.path, store: "/var/other.sqlite").read() else {
      Issue.record("nothing was found")
      return
    }
    var state = ViewState()
    state.resume(found, unless: ViewState.Choice.ofStore, views: ViewSpec.standard)
    #expect(state.theme == "nord" && state.view == "Trend")
    #expect(state.period == .last(1, .hour) && state.filter.isEmpty)
  }

  @Test(
    "a broken or foreign file counts as none",
    arguments: [
      "", "{", "[]", "null", "{\"format\":\"other\",\"store\":\"/var/store.sqlite\",\"dashboard\":{}}",
      "{\"format\":\"salestop-dash-1\",\"store\":\"/var/store.sqlite\",\"dashboard\":{\"period\":\"soon\"}}",
      "{\"format\":\"salestop-dash-1\",\"store\":\"/var/store.sqlite\",\"dashboard\":{\"period\":7}}",
    ])
  func broken(text: String) throws {
    try file.write(state)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
    #expect(file.read() == .unusable("it is not what dash writes"))
  }

  @Test("a link, a folder, and what others may write are not read")
  func foreign() throws {
    try file.write(state)
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
    #expect(file.read() == .unusable("others may write it"))
    let link = KeptFile(path: scratch.file("state/link.json"), store: "")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: file.path)
    #expect(link.read() == .unusable("it is not a regular file of at most 1 MiB"))
    #expect(
      KeptFile(path: scratch.file("state"), store: "").read() == .unusable("it is not a regular file of at most 1 MiB"))
  }

  @Test("where it cannot be written, the error names it")
  func unwritable() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.file("file")))
    #expect(throws: (any Error).self) { try KeptFile(path: scratch.file("file/dash.json"), store: "").write(state) }
    #expect(KeptFile(path: scratch.file("file/dash.json"), store: "").read() == .nothing)
  }
}
