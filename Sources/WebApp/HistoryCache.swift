import FoundationEssentials
import Judgement
import Report
import RunModel
import Session
import Synchronization

/// What a history needs of each run, kept while its report does not change: reports are large.
final class HistoryCache: Sendable {
  private let entries = Mutex<[String: (written: Date, entry: HistoryEntry)]>([:])

  /// The most runs that are looked at: the newest.
  private static let limit = 100

  /// The histories of a folder's scenarios: of its `history.jsonl` when there is one, else of its newest runs.
  func histories(of folder: RunsFolder) -> [History] {
    let kept = try? HistoryFile(folder.path + "/history.jsonl").read().entries
    let all = kept ?? runs(of: folder)
    return Set(all.map(\.scenario)).sorted().prefix(50).map { name in
      let own = all.filter { $0.scenario == name }.sorted { $0.startedAt < $1.startedAt }
      return History(scenario: name, of: Array(own.suffix(Self.limit)))
    }
  }

  private func runs(of folder: RunsFolder) -> [HistoryEntry] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted(by: >)
    var found: [HistoryEntry] = []
    for name in names where found.count < Self.limit {
      if let entry = entry(name, of: folder) { found.append(entry) }
    }
    entries.withLock { entries in entries = entries.filter { names.contains($0.key) } }
    return found
  }

  private func entry(_ name: String, of folder: RunsFolder) -> HistoryEntry? {
    guard let path = folder.run(name)?.report, let written = ReportFile.written(path) else { return nil }
    if let known = entries.withLock({ $0[name] }), known.written == written { return known.entry }
    guard let entry = (try? ReportFile.read(path)).map({ HistoryEntry($0, label: nil) }) else { return nil }
    entries.withLock { $0[name] = (written, entry) }
    return entry
  }
}
