import SalesCore
import SalesPipeline
import Testing

@Suite struct RecordBatchTests {
  @Test("a fingerprint is the same in every version: it is kept in stores")
  func fingerprint() {
    var batch = RecordBatch(partition: 0)
    #expect(batch.fingerprint == nil)
    Array("abc".utf8).withUnsafeBytes { batch.append(offset: 7, appended: .epoch, bytes: $0) }
    // FNV-1a over the offset's eight bytes, low first, and the record's.
    #expect(batch.fingerprint == 0x00C2_6EF1_CF1E_5F86)
  }
}
