/// The sales that a view admits, by region and product. Names must match exactly; an empty set of wanted names admits
/// all.
package struct SaleFilter: Hashable, Sendable {
  package var regions: Set<String> = []
  package var excludedRegions: Set<String> = []
  package var products: Set<String> = []
  package var excludedProducts: Set<String> = []

  package init() {}

  package var isEmpty: Bool {
    regions.isEmpty && excludedRegions.isEmpty && products.isEmpty && excludedProducts.isEmpty
  }

  package func admits(region: String) -> Bool {
    !excludedRegions.contains(region) && (regions.isEmpty || regions.contains(region))
  }

  package func admits(product: String) -> Bool {
    !excludedProducts.contains(product) && (products.isEmpty || products.contains(product))
  }

  package func admits(region: String, product: String) -> Bool {
    admits(region: region) && admits(product: product)
  }
}
