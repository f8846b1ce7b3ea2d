import ArgumentParser
import RunModel
import Session

extension WorkerCount {
  /// Of an option's text. Throws `ValidationError`.
  init(option text: String) throws {
    if text == "auto" {
      self = .auto
    } else if let count = Int(text), ManifestShard.counts.contains(count) {
      self = .exactly(count)
    } else {
      throw ValidationError("--workers is '\(text)'; expected auto, or 1 to \(ManifestShard.limit)")
    }
  }
}
