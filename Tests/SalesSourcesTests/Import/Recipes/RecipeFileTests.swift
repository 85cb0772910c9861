import ConfigText
import SalesCore
import Testing

@testable import SalesSources

@Suite struct RecipeFileTests {
  static let good = """
    name = "my-shop"
    match = ["Order", "Total"]
    [sale]
    time = "`Created at`"
    amount = "Quantity * Price"
    product = "Item"
    region = "'Shop 1'"
    id = ["Order", "#"]
    carry = { by = "Order", columns = ["Created at"] }
    where = "Status not in ('voided')"
    [read]
    dates = "dmy"
    decimal = "comma"
    time-zone = "Europe/Berlin"
    currency = "EUR"
    round = "half-up"
    skip = 2
    """

  @Test("every part of a recipe is read")
  func whole() throws {
    let recipe = try RecipeFile.parse(Self.good, file: "my-shop.toml")
    #expect(recipe.fields[.amount] == (try Formula("Quantity * Price")))
    #expect(recipe.id == ["Order", "#"])
    #expect(recipe.carry == Recipe.Carry(by: "Order", columns: ["Created at"]))
    #expect(recipe.read.dates == (try DateChoice("dmy")))
    #expect(recipe.read.decimal == .comma)
    #expect(recipe.read.currency?.code == "EUR")
    #expect(recipe.read.rounds == true)
    #expect(recipe.read.skip == 2)
    #expect(recipe.columns == ["Created at", "Quantity", "Price", "Item", "Status", "Order"])
  }

  @Test(
    "a recipe that is wrong is named with its line and the way to mend it",
    arguments: [
      ("amount = \"Quantity * Price\"", "amount = \"Quantity *\"", "my-shop.toml:5: amount: "),
      ("region = \"'Shop 1'\"", "", "my-shop.toml:3: [sale] has no region"),
      ("[read]", "[reed]", "my-shop.toml:11: `reed` is not known in a recipe; did you mean `read`?"),
      ("decimal = \"comma\"", "decimal = \"point,\"", "my-shop.toml:13: decimal: `point,` is not point or comma"),
      ("dates = \"dmy\"", "dates = \"qq\"", "my-shop.toml:12: dates: "),
      ("currency = \"EUR\"", "currency = \"euro\"", "my-shop.toml:15: currency: `euro` is not an ISO 4217 code"),
      (
        "currency = \"EUR\"", "currency = \"EUX\"",
        "my-shop.toml:15: currency: `EUX` is not an ISO 4217 code such as USD; did you mean `EUR`?"
      ),
      (
        "currency = \"EUR\"", "currency = \"XQZ\"",
        "my-shop.toml:15: currency: `XQZ` is not an ISO 4217 code such as USD"
      ),
      (
        "region = \"'Shop 1'\"", "region = \"'Shop 1'\"\ncurrency = \"'XQZ'\"",
        "my-shop.toml:8: currency: `XQZ` is not an ISO 4217 code"
      ),
      (
        "where = \"Status not in ('voided')\"", "where = \"Quantity * Price\"",
        "my-shop.toml:10: where must be a condition such as \"Status = 'paid'\"; `Quantity * Price` is a number"
      ),
      ("time-zone = \"Europe/Berlin\"", "time-zone = \"Berlin\"", "my-shop.toml:14: time-zone: `Berlin` is not"),
      ("id = [\"Order\", \"#\"]", "id = [\"#\"]", "my-shop.toml:8: id needs a column"),
      ("id = [\"Order\", \"#\"]", "id = [1]", "my-shop.toml:8: id must be a list of columns"),
      ("{ by = \"Order\", columns = [\"Created at\"] }", "{ by = \"Order\" }", "my-shop.toml:9: carry needs"),
      ("name = \"my-shop\"", "name = \"my shop\"", "my-shop.toml:1: name must be letters"),
      ("round = \"half-up\"", "round = \"down\"", "my-shop.toml:16: round: `down` is not half-up"),
      ("skip = 2", "skip = -2", "my-shop.toml:17: skip must be a number of lines"),
      ("match = [\"Order\", \"Total\"]", "match = 3", "my-shop.toml:2: match must be a list of columns"),
    ] as [(String, String, String)])
  func wrong(good: String, bad: String, message: String) throws {
    let toml = Self.good.replacing(good, with: bad)
    #expect {
      try RecipeFile.parse(toml, file: "my-shop.toml")
    } throws: { error in
      "\(error)".hasPrefix(message)
    }
  }
}
