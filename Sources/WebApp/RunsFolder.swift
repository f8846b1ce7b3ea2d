import FoundationEssentials
import Glibc
import Report
import RunModel
import Session

/// A folder of runs, from which nothing leads out: neither a name nor a link.
struct RunsFolder: Sendable {
  /// As it was named.
  let path: String
  /// Without links.
  private let root: String

  /// Throws ``UsageProblem`` when it is no folder.
  init(_ path: String) throws {
    guard let root = Self.resolved(path), RunPaths.isFolder(root) else {
      throw UsageProblem("\(path): there is no such folder; expected one of runs, such as Reports")
    }
    (self.path, self.root) = (path, root)
  }

  /// The folder of a run; `nil` when there is none of that name in this folder, or some of its files leads out of it.
  func run(_ name: String) -> RunPaths? {
    guard SiteRoute.isName(name), let folder = inside(name), RunPaths.isFolder(folder),
      Self.looked.allSatisfy({ staysInside("\(folder)/\($0)") })
    else { return nil }
    let paths = RunPaths(folder: folder)
    return paths.hasReport || shardsStayInside(folder) ? paths : nil
  }

  /// Whether nothing of a run that is shared out, and goes on, leads out of the folder.
  private func shardsStayInside(_ folder: String) -> Bool {
    guard ShardsFolder.isOne(folder) else { return true }
    let shared = ShardsFolder(folder)
    guard let plan = try? shared.plan() else { return false }
    return (1...plan.count).allSatisfy { number in
      let shard = shared.run(of: number).folder
      guard RunPaths.isFolder(shard) else { return true }
      guard let path = Self.resolved(shard), path.hasPrefix(root + "/") else { return false }
      return Self.looked.allSatisfy { staysInside("\(path)/\($0)") }
    }
  }

  /// What is read of a run.
  private static let looked = [
    "report.html", "report.json.gz", "summary.json", "manifest.jsonl", "results.ndjson.gz", "shards.json",
    LiveFile.name,
  ]

  /// Whether a file is one, and no link out, pipe or device; also what is not there.
  private func staysInside(_ file: String) -> Bool {
    var facts = stat()
    guard lstat(file, &facts) == 0 else { return true }
    if facts.st_mode & S_IFMT == S_IFREG { return true }
    guard facts.st_mode & S_IFMT == S_IFLNK, let path = Self.resolved(file) else { return false }
    return path.hasPrefix(root + "/") && Self.isFile(path)
  }

  private static func isFile(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// The bytes of a file below folders, each in the one before; `nil` when there is none.
  func bytes(_ folders: [String], _ file: String) -> [UInt8]? {
    let names = folders + [file]
    guard names.allSatisfy(SiteRoute.isName), let path = inside(names.joined(separator: "/")),
      Self.isFile(path)
    else { return nil }
    return try? ReportFile.readBytes(path, limit: Self.limit)
  }

  /// A larger file is not given out.
  private static let limit = 64 << 20

  /// The runs that say that they go on.
  var underWay: [(folder: String, standing: LiveStanding)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    var found: [(folder: String, standing: LiveStanding)] = []
    for name in names.sorted(by: >) where found.count < Self.most {
      if let standing = run(name).flatMap(Self.standing) { found.append((name, standing)) }
    }
    return found
  }

  /// The most runs under way that are listed.
  private static let most = 20
  /// A run that has said nothing for so many seconds has been killed. Its lock is not tried: that could keep a run that
  /// begins at this moment from taking it.
  private static let silence = 15.0

  /// How a run stands that goes on; `nil` when it does not.
  static func standing(_ paths: RunPaths) -> LiveStanding? {
    guard goesOn(paths) else { return nil }
    guard ShardsFolder.isOne(paths.folder) else { return LiveFile(folder: paths.folder).read() }
    return try? FollowedShards(ShardsFolder(paths.folder)).standing
  }

  /// Whether a run has said something of late; of one that is shared out whether any of its shards has.
  static func goesOn(_ paths: RunPaths) -> Bool {
    guard ShardsFolder.isOne(paths.folder) else { return spokeOfLate(paths.folder) }
    let shared = ShardsFolder(paths.folder)
    guard !paths.hasReport, let plan = try? shared.plan() else { return false }
    return (1...plan.count).contains { spokeOfLate(shared.run(of: $0).folder) }
  }

  private static func spokeOfLate(_ folder: String) -> Bool {
    guard let written = LiveFile(folder: folder).written else { return false }
    return Date().timeIntervalSince(written) < silence
  }

  /// A path below the folder without links; `nil` when there is nothing, or it leads out.
  private func inside(_ name: String) -> String? {
    guard let path = Self.resolved(root + "/" + name), path.hasPrefix(root + "/") else { return nil }
    return path
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
