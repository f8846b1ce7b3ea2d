import WebServer

/// What an address means. Pure: it looks at no disk.
enum SiteRoute: Equatable {
  /// The list of runs.
  case list
  /// The run of this process that goes on, wherever it is.
  case live
  case compare
  case history
  case start
  /// Stops what is being checked before its run begins.
  case stopCheck
  /// A run's page: live while it goes on, then its report.
  case run(String)
  case events(String)
  case stop(String)
  case file(String, String)
  /// The page of one run of a search or a sweep: its folder, the step's, the file.
  case step(String, String, String)
  /// A folder's address without its last `/`, from which relative links would go astray.
  case slashMissing(String)

  /// What of a run's folder is given out: pages, and the report as data. Results may hold what users wrote.
  static let files = [
    "report.html": "text/html; charset=utf-8", "comparison.html": "text/html; charset=utf-8",
    "capacity.html": "text/html; charset=utf-8", "sweep.html": "text/html; charset=utf-8",
    "runs.html": "text/html; charset=utf-8",
    "report.json.gz": "application/gzip",
  ]

  /// `nil` for an address that means nothing.
  init?(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { FormFields.decoded($0, plusIsBlank: false) }
    guard parts.count >= 2, parts[0].isEmpty else { return nil }
    if parts.count == 2 {
      guard let page = Self.pages[parts[1]] else { return nil }
      self = page
      return
    }
    if let step = Self.step(parts) {
      self = step
      return
    }
    guard parts[1] == "runs", Self.isName(parts[2]), parts.count <= 4 else { return nil }
    let name = parts[2]
    switch parts.count == 4 ? parts[3] : nil {
    case nil: self = .slashMissing(name)
    case "": self = .run(name)
    case "events": self = .events(name)
    case "stop": self = .stop(name)
    case let file?:
      guard Self.files[file] != nil else { return nil }
      self = .file(name, file)
    }
  }

  private static func step(_ parts: [String]) -> SiteRoute? {
    guard parts.count == 6, parts[1] == "runs", parts[3] == "steps", isName(parts[2]), isName(parts[4]),
      parts[5] == "report.html"
    else { return nil }
    return .step(parts[2], parts[4], parts[5])
  }

  private static let pages: [String: SiteRoute] = [
    "": .list, "live": .live, "compare": .compare, "history": .history, "start": .start,
    "stop": .stopCheck,
  ]

  /// Whether a text can be the name of a run's folder: one step down, not hidden.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 255 && !name.hasPrefix(".")
      && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20 }
  }

  /// Whether it changes something, and so has to be posted.
  var changes: Bool {
    switch self {
    case .start, .stop, .stopCheck: true
    default: false
    }
  }
}
