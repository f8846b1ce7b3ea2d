import Pages
import Report
import RunModel

extension RunWatch {
  /// Writes each second into the run's folder how it stands, and gives the feed what was measured, until it is
  /// cancelled. A file that cannot be written makes the run none the worse.
  func keep(_ paths: RunPaths, _ feed: LiveFeed?) async {
    let file = LiveFile(folder: paths.folder)
    var keeper = LiveKeeper(header, run: paths.runID)
    while !Task.isCancelled {
      await look(&keeper, file, feed, paths)
      try? await Task.sleep(for: .seconds(1))
    }
    file.remove()
    guard feed != nil else { return }
    await look(&keeper, nil, feed, paths, isOver: true)
  }

  private func look(
    _ keeper: inout LiveKeeper, _ file: LiveFile?, _ feed: LiveFeed?, _ paths: RunPaths, isOver: Bool = false
  ) async {
    var (progress, reason, measurements) = await onLoop { watch in
      (watch.look(), watch.stopWords, feed == nil ? nil : watch.recorder.measurements)
    }
    if isOver { progress.phase = .done }
    let standing = keeper.take(progress, reason: reason)
    try? file?.write(standing)
    if let measurements { feed?.take(LiveRun(standing, header, paths, measurements), folder: paths.folder) }
  }
}
