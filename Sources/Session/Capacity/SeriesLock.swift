import Report

/// Held while a process makes the steps of a series, so that no second one goes on with it.
final class SeriesLock {
  private let manifest: OpenFile

  /// Throws ``UsageProblem`` when another process holds it.
  init(_ place: SeriesPlace) throws {
    guard let manifest = try? OpenFile(place.manifest) else {
      throw UsageProblem(
        "\(place.folder): there is no manifest.jsonl, so it is no folder of a search or a sweep")
    }
    self.manifest = manifest
    guard manifest.lockAtOnce() else {
      throw UsageProblem("\(place.folder): another process goes on with it")
    }
  }

  /// Gives it back.
  func release() { manifest.unlock() }
}
