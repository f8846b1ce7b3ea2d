import Pages
import Report
import RunModel

extension RunWatch {
  /// Writes each second into the run's folder how it stands, and gives the feed what was measured, until it is
  /// cancelled. A file that cannot be written makes the run none the worse.
  ///
  /// The last word of a shard stays there: whoever sums up looks when he likes.
  func keep(_ paths: RunPaths, _ feed: LiveFeed?, isShard: Bool) async {
    let file = LiveFile(folder: paths.folder)
    var keeper = LiveKeeper(header, run: paths.runID, tallies: isShard)
    while !Task.isCancelled {
      await look(&keeper, file, feed, paths)
      try? await Task.sleep(for: .seconds(1))
    }
    if !isShard { file.remove() }
    guard feed != nil || isShard else { return }
    await look(&keeper, isShard ? file : nil, feed, paths, isOver: true)
  }

  private func look(
    _ keeper: inout LiveKeeper, _ file: LiveFile?, _ feed: LiveFeed?, _ paths: RunPaths, isOver: Bool = false
  ) async {
    let tallies = keeper.tallies
    var (progress, reason, measurements, tally) = await onLoop { watch in
      (
        watch.look(), watch.stopWords, feed == nil ? nil : watch.recorder.measurements,
        tallies ? watch.tally : nil
      )
    }
    if isOver { progress.phase = .done }
    let standing = keeper.take(progress, reason: reason, tally)
    try? file?.write(standing)
    if let measurements { feed?.take(LiveRun(standing, header, paths, measurements), folder: paths.folder) }
  }
}
