/// A sale's content is all that its id stands for. Two sales of one id with different content are a conflict.
extension Sale {
  package enum Field: String, CaseIterable, Sendable { case time, amount, product, region }

  package func hasContent(of other: Sale) -> Bool {
    time == other.time && amount == other.amount && product.utf8.elementsEqual(other.product.utf8)
      && region.utf8.elementsEqual(other.region.utf8)
  }

  /// The fields in which the content of the two differs.
  package func differences(from other: Sale) -> [Field] {
    Field.allCases.filter { field in
      switch field {
      case .time: time != other.time
      case .amount: amount != other.amount
      case .product: !product.utf8.elementsEqual(other.product.utf8)
      case .region: !region.utf8.elementsEqual(other.region.utf8)
      }
    }
  }

  /// The field's value for people, an amount in major units.
  package func text(of field: Field, _ currency: Currency) -> String {
    switch field {
    case .time: time.text
    case .amount: amount.text(currency)
    case .product: product
    case .region: region
    }
  }
}
