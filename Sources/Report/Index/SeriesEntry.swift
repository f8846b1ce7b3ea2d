import FoundationEssentials

extension RunIndex {
  /// What was made of several runs, and has a page of its own: a comparison, a search, a sweep or repeats.
  package struct Series: Sendable, Equatable {
    /// Its folder, relative to the index.
    package var folder: String
    /// The page's file.
    package var page: String

    package init(folder: String, page: String) { (self.folder, self.page) = (folder, page) }

    /// Pages, and what they are of.
    package static let kinds = [
      "comparison.html": "comparison", "capacity.html": "search for a capacity", "sweep.html": "sweep",
      "runs.html": "repeated runs",
    ]
    /// In a word or two.
    package var kind: String { Self.kinds[page] ?? page }

    /// The most that are listed: the newest.
    static let limit = 100
  }

  /// Those of a folder, the newest first; names begin with the instant at which they were made.
  static func series(of folder: String, _ names: [String], mayRead: (String) -> Bool) -> [Series] {
    var found: [Series] = []
    for name in names.sorted(by: >) where found.count < Series.limit {
      let page = Series.kinds.keys.sorted().first {
        FileManager.default.fileExists(atPath: "\(folder)/\(name)/\($0)")
      }
      if let page, mayRead(name) { found.append(Series(folder: name, page: page)) }
    }
    return found
  }
}
