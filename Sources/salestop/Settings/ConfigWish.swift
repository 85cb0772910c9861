/// Thrown where `--print-config` asks for the settings in place of what the command does.
struct ConfigWish: Error {
  var settings: Settings

  /// With the settings of a store in a file. One on a server is not asked: it may not answer.
  func grant() async throws {
    var settings = settings
    // Settings that the store contradicts are shown as they are.
    if case .file = try settings.storeAddress { settings = (try? await settings.withStoresOwn()) ?? settings }
    print(try settings.description())
  }
}
