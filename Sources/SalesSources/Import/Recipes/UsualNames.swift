/// The names that columns of sales usually have, best first. Compared without case, spaces and signs.
enum UsualNames {
  static let time = keys(
    "time", "sale time", "timestamp", "date time", "created at", "created", "order date", "ordered at", "sale date",
    "date of sale", "sold at", "transaction date", "transaction time", "purchase date", "purchased at", "paid at",
    "payment date", "invoice date", "event time", "date", "day", "datum", "bestelldatum", "verkaufsdatum", "belegdatum",
    "fecha", "data", "date de vente", "date de commande")
  static let timeOfDay = keys(
    "time", "time of day", "sale time", "hour", "clock", "uhrzeit", "zeit", "hora", "heure", "ora")
  static let amount = keys(
    "amount", "sale amount", "total", "total amount", "line total", "order total", "grand total", "total price",
    "net amount", "net sales", "net total", "gross amount", "gross sales", "revenue", "sales", "turnover", "betrag",
    "umsatz", "summe", "gesamt", "gesamtbetrag", "montant", "importe", "importo", "valor")
  static let price = keys(
    "price", "unit price", "item price", "sale price", "selling price", "preis", "einzelpreis", "prix", "precio",
    "prezzo")
  static let quantity = keys(
    "quantity", "qty", "units", "pieces", "count", "quantity ordered", "menge", "anzahl", "quantité", "cantidad",
    "quantità")
  static let product = keys(
    "product", "product name", "product title", "item", "item name", "item title", "article", "description", "title",
    "sku", "product id", "item id", "category", "produkt", "artikel", "bezeichnung", "produit", "producto", "artículo",
    "prodotto", "name")
  static let region = keys(
    "region", "sales region", "country", "shipping country", "ship country", "territory", "market", "marketplace",
    "location", "store location", "store", "store name", "shop", "branch", "outlet", "channel", "state", "province",
    "city", "land", "filiale", "markt", "pays", "país", "paese", "tienda", "magasin", "negozio")
  static let currency = keys("currency", "currency code", "währung", "devise", "moneda", "valuta")
  static let id = keys("id")

  static let all = Set(time + timeOfDay + amount + price + quantity + product + region + currency + id)

  /// True of a name that says a number of pieces in any words: `units sold`, `Stück`.
  static func isQuantity(_ name: String) -> Bool {
    let key = key(name)
    return !isUnitPrice(name)
      && ["qty", "quant", "units", "pieces", "menge", "anzahl", "stück", "stueck", "cantid", "aantal", "pcs"].contains {
        key.contains($0)
      }
  }

  /// True where both are among the names of a header.
  static func areTimeAndAmount(_ names: [String]) -> Bool {
    let keys = Set(names.map(key))
    return !keys.isDisjoint(with: time) && !(keys.isDisjoint(with: amount) && keys.isDisjoint(with: price))
  }

  /// True of a path of JSON with a currency's name, whole or at its end: `currency`, `price.currency`, `currency.code`.
  /// The first item of a list says nothing of the others.
  static func isCurrency(_ path: String) -> Bool {
    let names = path.split(separator: ".")
    guard let last = names.last, !names.contains(where: { $0.allSatisfy(\.isNumber) }) else { return false }
    return currency.contains(key(path)) || currency.contains(key(String(last)))
  }

  static func isUnitPrice(_ name: String) -> Bool {
    let key = key(name)
    return ["unitprice", "itemprice", "einzelpreis", "stückpreis", "priceperunit", "priceeach", "prixunitaire"]
      .contains(key)
  }

  /// `Created at` and `created_at` are one name.
  static func key(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func keys(_ names: String...) -> [String] { names.map(key) }
}
