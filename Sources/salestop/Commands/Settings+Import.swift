import Foundation
import SalesCore
import SalesPipeline
import SalesSources

extension Settings {
  /// The store that imported sales are for: its own currency and zone where it is there, else the settings'.
  func importTarget() async throws -> ImportTarget {
    var own = self
    do {
      own = try await withStoresOwn(store())
    } catch let error as BackendError where error.kind == .unavailable {
      Messages.warning("\(error); its currency is not known here, so only the consumer checks it")
    }
    let currency = try own.currency()
    let isDefault = if case .standard? = own.origin(.currency) { true } else { false }
    var target = ImportTarget(currency: isDefault ? nil : currency, timeZone: try own.timeZone())
    target.fallback = currency
    target.maxSkew = try own.duration(.maxSkew)
    if case .store? = own.origin(.timeZone) { target.hasStore = true }
    return target
  }

  /// Notes what the store is to be made with, where there is none yet and nothing else says so. To be called before the
  /// first sale is on the log: a consumer may wait for it.
  func firstImport() async throws -> @Sendable (ExaminedFile) throws -> Void {
    let store = try store()
    let hasStore: Bool
    do { hasStore = try await store.settings() != nil } catch let error as BackendError where error.kind == .unavailable
    {
      hasStore = true
    }
    let first = FirstImport(stateDirectory: stateDirectory)
    return { file in if !hasStore { try first.note(currency: file.reporting, timeZone: file.timeZone) } }
  }

  /// Refuses a catalog whose prices the store would take for those of another currency: a generated sale names none. A
  /// store on a server is not asked.
  func checkCurrency(of catalog: Catalog) async throws {
    guard case .file = try storeAddress, let currency = try? await store().settings()?.rules.currency,
      currency != catalog.currency
    else { return }
    throw CommandProblem.config(
      "the catalog sells in \(catalog.currency.code), and the store counts \(currency.code); name a catalog in "
        + "\(currency.code) with --catalog, or another store")
  }
}
