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
      throw UsageProblem("\(path): there is no such folder")
    }
    (self.path, self.root) = (path, root)
  }

  /// The folder of a run; `nil` when there is none of that name in this folder.
  func run(_ name: String) -> RunPaths? {
    guard SiteRoute.isName(name), let folder = inside(name), RunPaths.isFolder(folder) else { return nil }
    return RunPaths(folder: folder)
  }

  /// The bytes of a run's file; `nil` when there is none.
  func bytes(_ name: String, _ file: String) -> [UInt8]? {
    guard SiteRoute.isName(name), SiteRoute.isName(file), let path = inside(name + "/" + file) else {
      return nil
    }
    return try? ReportFile.readBytes(path, limit: Self.limit)
  }

  /// A larger file is not given out.
  private static let limit = 64 << 20

  /// The runs that say that they go on.
  var underWay: [(folder: String, standing: LiveStanding)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return Array(
      names.sorted(by: >).lazy.compactMap { name in
        run(name).flatMap { Self.standing($0) }.map { (folder: name, standing: $0) }
      }.prefix(Self.most))
  }

  /// The most runs under way that are listed.
  private static let most = 20
  /// A run that has said nothing for so many seconds has been killed. Its lock is not tried: that could keep a run that
  /// begins at this moment from taking it.
  private static let silence = 15.0

  /// How a run stands that goes on; `nil` when it does not.
  static func standing(_ paths: RunPaths) -> LiveStanding? {
    let file = paths.folder + "/" + LiveFile.name
    guard
      let written = (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date,
      Date().timeIntervalSince(written) < silence
    else { return nil }
    return LiveFile(folder: paths.folder).read()
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
