import Pages
import Report
import RunModel

/// A run of other processes that goes on.
package protocol Followed: AnyObject {
  /// Reads on, and says how the run stands; `nil` when its folder does not say so any more. Throws what of the results
  /// cannot be read.
  func look() throws -> LiveRun?
}

/// A run of another process, followed by what it writes into its folder.
package final class FollowedRun: Followed {
  private let paths: RunPaths
  private let header: ManifestHeader
  private let tail: ResultsTail
  private var measurements: RunMeasurements

  /// The most bytes of results that are read at a time: a run that writes more is caught up with later.
  private static let lump = 1 << 20

  /// Begins with the run's first result. Throws what of its folder cannot be read.
  package init(_ paths: RunPaths) throws {
    self.paths = paths
    header = try ManifestFile(paths.manifest, limit: .max).header
    tail = try ResultsTail(paths.results)
    measurements = RunMeasurements(warmUpEnd: header.warmUpEnd, bands: header.bands)
  }

  package func look() throws -> LiveRun? {
    guard let standing = LiveFile(folder: paths.folder).read() else { return nil }
    try tail.advance(atMost: Self.lump) { measurements.record($0) }
    return LiveRun(standing, header, paths, measurements, note: note)
  }

  /// What is still to be read, when that is much.
  private var note: String? {
    let (read, size) = (tail.read, tail.size)
    guard size - read > Self.lump else { return nil }
    return "catching up: \(Figures.percent(Double(read) / Double(size))) of the results are read"
  }
}
