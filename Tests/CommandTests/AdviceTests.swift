import SalesPipeline
import Testing

@testable import salestop

@Suite struct AdviceTests {
  @Test(
    "what to do about a lack of rights depends on the resource, never on the words of the error",
    arguments: [
      (BackendError.Resource.storage, "; choose another place with --log, --store or --state-dir"), (.input, ""),
      (.server, "; check the user, the password and what they may do"),
    ])
  func permission(resource: BackendError.Resource, advice: String) {
    for during in ["open store /var/a.sqlite", "read log /var/a.sqlite", "reach kafka://host:9092/sales"] {
      let error = BackendError(.permission, of: resource, during: during, detail: "refused")
      let outcome = Exit.outcome(of: error)
      #expect(outcome?.line == "\(during): refused\(advice)")
      #expect(outcome?.code == Exit.permission)
    }
  }
}
