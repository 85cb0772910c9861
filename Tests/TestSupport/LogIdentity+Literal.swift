package import SalesCore

extension LogIdentity: ExpressibleByStringLiteral {
  /// A dense log of that name.
  package init(stringLiteral name: String) { self.init(name, isDense: true) }
}
