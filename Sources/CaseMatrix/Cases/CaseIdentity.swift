import RunModel
import Statistics

/// Ids made from content: the same case has the same id in every build, so reports can be paired.
public enum CaseIdentity {
  /// 12 hexadecimal digits of a SHA-256 over what the case asks.
  public static func id(of testCase: TestCase) -> String {
    var content: [String: JSONValue] = [
      "workflow": .string(testCase.workflowID), "scenario": .string(testCase.scenario),
      "parameters": .object(testCase.parameters),
    ]
    content["variant"] = testCase.variant.map { .string($0) }
    content["dataset"] = testCase.dataset.map { .string($0) }
    content["query"] = testCase.query.map { .string($0) }
    if !testCase.turns.isEmpty { content["turns"] = .array(testCase.turns.map { .string($0.query) }) }
    if !testCase.files.isEmpty {
      content["files"] = .array(testCase.files.map { .string($0.name ?? "\($0.source)") })
    }
    return String(SHA256.hexadecimal(CanonicalJSON.bytes(of: .object(content))).prefix(12))
  }
}
