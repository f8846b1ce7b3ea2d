import FoundationEssentials
import RunModel

extension ManifestHeader {
  /// What is secret in its tags is replaced by a mark: they stand in every list.
  mutating func cleanTags(in environment: [String: String]) {
    guard let tags = runTags else { return }
    // What cannot be asked for keeps the run from beginning, which says so itself.
    let secrets = (try? TargetSecrets(of: self, in: environment))?.secrets
    runTags = tags.map { (secrets ?? .none).redact(redacted($0)) }
  }
}

extension PreparedRun {
  /// Adds tags to those of its scenario; of one name what is added holds. Throws ``UsageProblem`` for what is no tag, and
  /// for too many.
  package mutating func tag(
    _ tags: [String], in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    for tag in tags {
      guard let expected = RunTags.expectation(of: tag) else { continue }
      throw UsageProblem("--run-tag is '\(header.redacted(tag).cropped(60))', expected \(expected)")
    }
    let all = RunTags.joined(header.runTags ?? [], tags)
    guard all.count <= RunTags.limit else {
      throw UsageProblem("there are \(all.count) tags; a run has at most \(RunTags.limit)")
    }
    header.runTags = all.isEmpty ? nil : all
    header.cleanTags(in: environment)
  }
}
