import ArgumentParser
import RunModel
import Session

/// How many workers of one process share a load.
enum WorkerCount {
  /// As many as the machine has cores for, and the load has work for.
  case auto
  case exactly(Int)

  /// Of an option's text. Throws `ValidationError`.
  init(_ text: String) throws {
    if text == "auto" {
      self = .auto
    } else if let count = Int(text), (1...ManifestShard.limit).contains(count) {
      self = .exactly(count)
    } else {
      throw ValidationError("--workers is '\(text)'; expected auto, or 1 to \(ManifestShard.limit)")
    }
  }

  func count(for manifest: PreparedRun) -> Int {
    switch self {
    case .auto: LoadTest.workers(for: manifest)
    case .exactly(let count): count
    }
  }
}
