import Foundation
import Testing

/// Every promise of the documentation names a test that exists.
@Suite struct PromisesTests {
  static let proofs: [String] = {
    let file = ExecutorRowsTests.pages.appending(path: "Promises.md")
    let page = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return page.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /\| `(\w+\/\w+)` \|$/).map { String($0.1) }
    }
  }()

  @Test func thereArePromises() {
    #expect(Self.proofs.count >= 20 && Set(Self.proofs).count == Self.proofs.count)
  }

  @Test(arguments: proofs) func isHeldByATest(proof: String) {
    #expect(ExecutorRowsTests.tests.contains(proof), "'\(proof)' does not exist")
  }
}
