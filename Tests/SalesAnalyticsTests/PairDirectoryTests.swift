import SalesCore
import Testing

@testable import SalesAnalytics

@Suite struct PairDirectoryTests {
  @Test("each pair keeps its number, whatever order they are asked for in, with more pairs than are remembered")
  func numbers() {
    var generator = SystemRandomNumberGenerator()
    var directory = PairDirectory()
    let pairs = (0..<150).flatMap { region in (0..<150).map { product in [NameID(region * 7), NameID(product * 11)] } }
    var numbers: [[NameID]: UInt32] = [:]
    for pair in pairs.shuffled(using: &generator) + pairs.shuffled(using: &generator) {
      let number = directory.index(region: pair[0], product: pair[1], after: .max - 1)
      #expect(numbers.updateValue(number, forKey: pair) ?? number == number)
      let known = directory.pairs[Int(number)]
      #expect(directory.regions[Int(known.region)] == pair[0] && directory.products[Int(known.product)] == pair[1])
    }
    #expect(directory.pairs.count == pairs.count)
  }
}
