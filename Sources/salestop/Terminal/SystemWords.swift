import Foundation

extension Error {
  /// The system's word for what failed: "No space left on device". Foundation's own errors name a number.
  var systemWords: String {
    let error = self as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(cause.code)))
  }
}
