import FoundationEssentials
import RunModel

/// A file name with wildcards: `*` and `?` stand for parts of a name, `**` for any folders. Hidden files are left out.
struct FilePattern {
  /// More files are refused.
  private static let limit = 100_000
  /// More names are not looked at: a pattern such as `/**` would go through the whole machine.
  private static let lookLimit = 50_000
  /// Folders below folders are looked at this deep.
  private static let deepest = 32

  private let pattern: String
  private let folder: String

  init(_ pattern: String, folder: String) {
    self.pattern = pattern
    self.folder = folder
  }

  /// The files, by name, relative to the folder. Throws ``DataProblem`` when there are none or too many.
  func matches() throws(DataProblem) -> [String] {
    let parts = pattern.split(separator: "/").map(String.init)
    var (found, looks) = ([String](), Self.lookLimit)
    collect(parts[...], below: pattern.hasPrefix("/") ? "/" : "", depth: 0, &found, &looks)
    guard looks > 0 else {
      throw DataProblem(
        pattern, "there are more than \(Self.lookLimit) files and folders to look at",
        "begin with a narrower folder, such as data/**/*.pdf")
    }
    guard found.count <= Self.limit else {
      throw DataProblem(pattern, "more than \(Self.limit) files match", "use a narrower pattern")
    }
    guard !found.isEmpty else {
      throw DataProblem(
        pattern, "no file matches in '\(folder.isEmpty ? "." : folder)'",
        "patterns are relative to the file that mentions them")
    }
    return Set(found).sorted()
  }

  private func collect(
    _ parts: ArraySlice<String>, below parent: String, depth: Int, _ found: inout [String],
    _ looks: inout Int
  ) {
    guard let part = parts.first, depth < Self.deepest, found.count <= Self.limit, looks > 0 else { return }
    let rest = parts.dropFirst()
    if part == "**" { collect(rest, below: parent, depth: depth, &found, &looks) }
    let names = names(in: parent)
    looks -= names.count
    for name in names where looks > 0 && (part == "**" || Self.matches(name, part)) {
      let path = parent.appending(path: name)
      let isFolder = self.isFolder(path)
      if part == "**" {
        if isFolder { collect(parts, below: path, depth: depth + 1, &found, &looks) }
      } else if rest.isEmpty {
        if !isFolder { found.append(path) }
      } else if isFolder {
        collect(rest, below: path, depth: depth + 1, &found, &looks)
      }
    }
  }

  private func names(in parent: String) -> [String] {
    let path = folder.appending(path: parent)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path)) ?? []
    return names.filter { !$0.hasPrefix(".") }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: folder.appending(path: path), isDirectory: &isFolder)
      && isFolder
  }

  /// Whether a name fits `*` and `?`; goes back only to the last star, so it takes at most length times length steps.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let (name, pattern) = (Array(name), Array(pattern))
    var (at, place) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while at < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, at)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[at] {
        at += 1
        place += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        (place, at) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
