import Foundation

/// The files that come with the program: those installed beside it, then those of the checkout that it was built in.
enum SharedFiles {
  /// The program's file, also where it was started by a link.
  static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// The paths where a file or folder such as `Themes` may be, best first.
  static func paths(of name: String, program: String? = program) -> [String] {
    guard let program else { return [] }
    let folder = URL(filePath: program).deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appending(path: "share/salestop/\(name)").path
    var checkout = folder
    while checkout.path != "/", !FileManager.default.fileExists(atPath: checkout.path + "/Package.swift") {
      checkout.deleteLastPathComponent()
    }
    return checkout.path == "/" ? [installed] : [installed, "\(checkout.path)/\(name)"]
  }
}
