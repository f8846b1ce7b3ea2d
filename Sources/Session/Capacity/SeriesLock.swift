import Glibc
import Report

/// Held while a process makes the steps of a series, so that no second one goes on with it.
final class SeriesLock {
  private let descriptor: Int32

  /// Throws ``UsageProblem`` when another process holds it.
  init(_ place: SeriesPlace) throws {
    descriptor = open(place.manifest, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw UsageProblem(
        "\(place.folder): there is no manifest.jsonl, so it is no folder of a search or a sweep")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw UsageProblem("\(place.folder): another process goes on with it")
    }
  }

  /// Gives it back.
  func release() { close(descriptor) }
}
