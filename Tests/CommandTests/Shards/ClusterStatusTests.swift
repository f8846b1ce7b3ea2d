import Testing

@testable import Session

/// What clusters say of jobs, read.
@Suite struct ClusterStatusTests {
  @Test(arguments: [
    (#"{"active":3}"#, [:]),
    (#"{"active":1,"failedIndexes":"1","completedIndexes":"0,2"}"#, [3: "failed", 2: "ended", 5: "ended"]),
    (#"{"failedIndexes":"0-2"}"#, [2: "failed", 3: "failed", 5: "failed"]),
    (
      #"{"conditions":[{"type":"Failed","status":"True"}],"failedIndexes":"2"}"#,
      [2: "ended", 3: "ended", 5: "failed"]
    ),
    (#"{"conditions":[{"type":"Suspended","status":"True"}]}"#, [:]),
    (#"{"completedIndexes":"x,9-1,-,99999999999999999999"}"#, [:]),
  ]) func aJobsIndicesArePlaces(status: String, words: [Int: String]) throws {
    let ended = try #require(KubernetesStatus(status)).ended(of: [2, 3, 5])
    #expect(Set(ended.keys) == Set(words.keys))
    for (shard, word) in words { #expect(ended[shard]?.contains(word) == true) }
  }

  @Test(arguments: [
    ("RUNNING\n", false), ("PENDING\n", false), ("COMPLETING\n", false), ("COMPLETED\n", true), ("", true),
    ("NODE_FAIL\n", true), ("REQUEUED\n", false),
  ]) func aSlurmJobIsOverWhenItsStateSaysSo(states: String, isOver: Bool) {
    #expect(SlurmJob.isOver(states) == isOver)
  }
}
