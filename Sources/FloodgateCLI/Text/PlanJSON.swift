import CaseMatrix
import RunModel
import Session

/// What `plan --json` prints.
enum PlanJSON {
  /// A manifest: its counts, its hash, and its first cases.
  static func value(of manifest: PreparedRun) throws -> JSONValue {
    let header = manifest.header
    var members: [String: JSONValue] = [
      "name": .string(header.name), "seed": .string(String(header.seed)),
      "sha256": .string(header.contentHash), "cases": .integer(Int64(header.caseCount)),
      "requests": .integer(Int64((header.parts ?? []).reduce(0) { $0 + $1.requests })),
      "parts": .array((header.parts ?? []).map(value)),
      "sample": .array(try manifest.sample.map(value)),
    ]
    if let selection = header.metadata["selection"] { members["selection"] = .string(selection) }
    if let shard = header.shard {
      members["shard"] = .object([
        "shard": .string("\(shard)"), "whole_cases": .integer(Int64(shard.wholeCount)),
        "whole_sha256": .string(shard.wholeHash),
      ])
    }
    return .object(members)
  }

  private static func value(of part: ManifestPart) -> JSONValue {
    .object([
      "scenario": .string(part.scenario), "variant": part.variant.map { .string($0) } ?? .null,
      "dimensions": .array(part.dimensions.map { .string($0) }), "cases": .integer(Int64(part.cases)),
      "requests": .integer(Int64(part.requests)),
    ])
  }

  /// A case as its manifest has it.
  private static func value(of testCase: TestCase) throws -> JSONValue {
    try JSONReader.value(of: ManifestLines.line(testCase))
  }

  /// A comparison: counts, and the first cases of each kind.
  static func value(of diff: PlanDiff) throws -> JSONValue {
    .object([
      "added": .integer(Int64(diff.addedCount)), "removed": .integer(Int64(diff.removedCount)),
      "changed": .integer(Int64(diff.changedCount)), "same": .integer(Int64(diff.same)),
      "examples": .object([
        "added": .array(try diff.added.map(value)), "removed": .array(try diff.removed.map(value)),
        "changed": .array(
          try diff.changed.map { change in
            .object([
              "before": try value(of: change.before), "after": try value(of: change.after),
              "differs": .array(try change.differences().map { .string($0.path) }),
            ])
          }),
      ]),
    ])
  }
}
