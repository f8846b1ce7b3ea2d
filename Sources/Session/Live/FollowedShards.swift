import Judgement
import Pages
import Report
import RunModel

/// A run that is shared out, followed by what its shards write into their folders: their sum as one run.
package final class FollowedShards: Followed {
  private let folder: ShardsFolder
  private let plan: ShardsPlan
  private let header: ManifestHeader
  private let asked: AskedLoad
  /// What the sum is judged by; `nil` when the manifest alone does not say it.
  private let gate: Gate?
  private var progress: ShardsProgress
  private var tails: [Int: ResultsTail] = [:]
  /// Of all shards: in what order results come does not matter.
  private var measurements: RunMeasurements

  /// The most bytes of results that are read at a time, of all shards together.
  private static let lump = 1 << 21
  /// And at least of each.
  private static let least = 1 << 14

  /// Throws ``UsageProblem`` for a folder that is none of such a run.
  package init(_ folder: ShardsFolder) throws {
    (self.folder, plan) = (folder, try folder.plan())
    header = try ManifestFile(folder.paths.manifest, limit: .max).header
    asked = AskedLoad(header)
    gate = header.baseline == nil ? try? Gate(header.judged) : nil
    progress = ShardsProgress(folder, plan, name: header.name)
    measurements = RunMeasurements(warmUpEnd: header.warmUpEnd, bands: header.bands)
  }

  /// How it stands now, without its results; `nil` before any shard has said something.
  package var standing: LiveStanding? {
    let sum = progress.look()
    if progress.seen.newest == nil { return nil }
    let asked = asked
    return LiveStanding.sum(
      progress.seen, sum, silent: progress.silent, of: plan.count, run: folder.paths.runID
    ) { asked.at($0) }
  }

  package func look() throws -> LiveRun? {
    guard var standing else { return nil }
    try readResults()
    // A shard judges its own part; who looks at the sum wants to know how the whole stands.
    if let gate {
      standing.thresholds = gate.standings(measurements, elapsed: standing.elapsed).map { .init(.init($0)) }
    }
    return LiveRun(standing, header, folder.paths, measurements, note: note)
  }

  private func readResults() throws {
    for number in 1...plan.count where tails[number] == nil {
      // A shard that has not begun has no results.
      tails[number] = try? ResultsTail(folder.run(of: number).results)
    }
    let room = max(Self.least, Self.lump / max(1, tails.count))
    for tail in tails.values { try tail.advance(atMost: room) { measurements.record($0) } }
  }

  /// What a reader has to know: shards that are lost, and what is still to be read.
  private var note: String? {
    let silent = progress.silent.sorted()
    let lost =
      silent.isEmpty
      ? nil
      : "lost, or silent for \(Figures.clock(ShardStandings.patience)): shard \(ShardNames.words(silent, of: plan.count)); its load is missing"
    let (read, size) = tails.values.reduce((0, 0)) { ($0.0 + $1.read, $0.1 + $1.size) }
    let behind =
      size - read > Self.lump
      ? "catching up: \(Figures.percent(Double(read) / Double(size))) of the results are read" : nil
    let notes = [lost, behind].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}

extension LiveStanding {
  /// How a run that is shared out stands. `asked`: what its plan wants after so many seconds. Pure.
  static func sum(
    _ seen: ShardStandings, _ sum: RunProgress, silent: Set<Int>, of count: Int, run: String,
    asked: (Double) -> RunMetrics.Asked?
  ) -> LiveStanding {
    var whole = LiveStanding(sum, run: run, asked: asked(sum.elapsed))
    whole.reason = seen.all.values.compactMap(\.reason).min()
    whole.series = LiveSeries.sum(Array(seen.all.values.map(\.series))) { at in
      asked(at).flatMap { $0.isOfUsers ? nil : $0.value }
    }
    let lost = silent.sorted().map { shard in
      LiveLog.Line(
        at: seen.all[shard]?.elapsed ?? 0, text: "shard \(shard)/\(count) says nothing any more", isBad: true)
    }
    whole.log = LiveLog.sum(seen.all.mapValues(\.log), of: count, more: lost)
    whole.shards = (1...count).map { number in
      let own = seen.all[number]
      let phase =
        seen.ended.contains(number)
        ? "done" : silent.contains(number) ? "lost" : own?.phase ?? "not begun"
      return Shard(
        number: number, phase: phase, finished: own?.finished ?? 0, inFlight: own?.inFlight ?? 0,
        elapsed: own?.elapsed ?? 0)
    }
    return whole
  }
}
