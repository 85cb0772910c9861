import Testing

@testable import SalesMongo

@Suite struct NameDirectoryTests {
  @Test("names are told apart by their bytes and numbered in order")
  func numbers() {
    let names = NameDirectory()
    #expect(names.id(of: "EMEA") == 0)
    #expect(names.id(of: "caf\u{E9}") == 1)
    #expect(names.id(of: "cafe\u{301}") == 2)
    #expect(names.id(of: "EMEA") == 0)
    #expect(names.names.count == 3)
  }
}
