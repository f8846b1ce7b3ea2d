import Report
import RunModel

/// What was tested, as far as the surroundings tell: the git commit, and the CI run.
package enum BuildFacts {
  /// From a CI system's variables; without one, the commit from the git checkout around `folder`.
  package static func gather(_ environment: [String: String], folder: String = ".") -> [String: String] {
    let github = environment["GITHUB_ACTIONS"] == "true"
    let gitlab = environment["GITLAB_CI"] == "true"
    var facts: [String: String] = [:]
    facts["ci"] = github ? "GitHub Actions" : gitlab ? "GitLab CI" : nil
    facts["commit"] =
      environment["GITHUB_SHA"] ?? environment["CI_COMMIT_SHA"] ?? GitCheckout(around: folder)?.commit
    facts["branch"] =
      environment["GITHUB_HEAD_REF"].flatMap { $0.isEmpty ? nil : $0 } ?? environment["GITHUB_REF_NAME"]
      ?? environment["CI_COMMIT_REF_NAME"]
    facts["ci_run"] = environment["GITHUB_RUN_ID"] ?? environment["CI_PIPELINE_ID"]
    facts["ci_url"] = environment["CI_JOB_URL"] ?? githubURL(environment)
    return facts
  }

  private static func githubURL(_ environment: [String: String]) -> String? {
    guard let server = environment["GITHUB_SERVER_URL"], let repository = environment["GITHUB_REPOSITORY"],
      let run = environment["GITHUB_RUN_ID"]
    else { return nil }
    return "\(server)/\(repository)/actions/runs/\(run)"
  }
}

/// A git checkout, read from its files: git itself need not be there.
package struct GitCheckout {
  private let gitFolder: String
  private let commonFolder: String

  /// The checkout that a folder is in; `nil` when it is in none.
  package init?(around folder: String) {
    let ups = (0..<32).map { folder + String(repeating: "/..", count: $0) }
    guard let root = ups.first(where: { Self.text($0 + "/.git/HEAD") != nil || Self.link($0) != nil }) else {
      return nil
    }
    let git = Self.link(root) ?? root + "/.git"
    let common = Self.text(git + "/commondir")
    gitFolder = git
    commonFolder = common.map(git.appending(path:)) ?? git
  }

  /// The commit that is checked out; `nil` before the first one.
  package var commit: String? {
    guard let head = Self.text(gitFolder + "/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return Self.hash(head) }
    let reference = String(head.dropFirst(5))
    return Self.text(commonFolder + "/" + reference).flatMap(Self.hash) ?? packed(reference)
  }

  private func packed(_ reference: String) -> String? {
    let lines = Self.text(commonFolder + "/packed-refs")?.split(separator: "\n") ?? []
    return lines.first { $0.hasSuffix(" " + reference) }.flatMap {
      Self.hash(String($0.prefix { $0 != " " }))
    }
  }

  /// In a linked worktree `.git` is a file that says where the folder is.
  private static func link(_ root: String) -> String? {
    guard let text = text(root + "/.git"), text.hasPrefix("gitdir: ") else { return nil }
    return root.appending(path: String(text.dropFirst(8)))
  }

  private static func hash(_ text: String) -> String? {
    text.count >= 40 && text.allSatisfy(\.isHexDigit) ? text : nil
  }

  private static func text(_ path: String) -> String? {
    guard let bytes = try? ReportFile.readBytes(path, limit: 4 << 20) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text[..<(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex)])
  }
}
