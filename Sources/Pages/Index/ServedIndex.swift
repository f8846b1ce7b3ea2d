import Report
import RunModel

/// What a list of runs has beside it when it is served: the runs under way, a search, and what can be begun.
package struct ServedIndex: Sendable {
  /// A run under way and its folder's name.
  package struct UnderWay: Sendable {
    package var folder: String
    package var standing: LiveStanding
    /// Whether it can be stopped from here.
    package var canStop: Bool

    package init(folder: String, standing: LiveStanding, canStop: Bool = false) {
      (self.folder, self.standing, self.canStop) = (folder, standing, canStop)
    }
  }

  package var underWay: [UnderWay] = []
  /// The words that are looked for.
  package var search = ""
  /// The tag that runs shall have; empty for any.
  package var tag = ""
  /// The tags that can be chosen, in order.
  package var tags: [String] = []
  /// Names of scenarios that can be begun from here, in order; none when the list may only be read.
  package var startable: [String] = []

  /// The scenario that was begun here and is being checked: it has no run yet. `nil` when there is none.
  package var checked: String?
  /// What kept the last run from beginning; `nil` for nothing.
  package var problem: String?

  package init() {}

  /// The most tags that can be chosen.
  private static let mostTags = 200

  /// Takes the tags of a list, in order.
  package mutating func offerTags(of index: RunIndex) {
    let all = Set(index.entries.flatMap { RunTags.shown($0.summary.tags) })
    tags = Array(all.sorted().prefix(Self.mostTags))
  }

  /// Whether a run has the tag, and all the words: in its name, its verdict, its day, its tags, its folder or what broke.
  package func finds(_ entry: RunIndex.Entry) -> Bool {
    let run = entry.summary
    if !tag.isEmpty, !RunTags.has(run.tags, tag) { return false }
    let words = [run.name, run.word, run.startedAt, entry.folder, run.worstFailure ?? ""]
    let text = (words + RunTags.shown(run.tags)).joined(separator: " ").lowercased()
    return search.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }

  /// Whether all the words are in its folder's name or in what it is; tags are those of runs.
  func finds(_ series: RunIndex.Series) -> Bool {
    let text = "\(series.folder) \(series.kind)".lowercased()
    return tag.isEmpty && search.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }

  /// What stands before the list.
  var top: HTML {
    let warning: HTML = problem.map { "<p class=\"warning\">\($0.cropped(600))</p>" } ?? .empty
    return warning + tools + checkedSection + underWaySection + start
  }

  private var checkedSection: HTML {
    guard let checked else { return .empty }
    let words: HTML =
      "<p>\(checked.cropped(200)) is being checked: its server is asked what it is. Its run stands here once it has begun.</p>"
    return Section.html("Being checked", words + Self.form("./stop", "Stop", .empty))
  }

  private var underWaySection: HTML {
    if underWay.isEmpty { return .empty }
    let rows = underWay.map(row)
    let columns = ["scenario", "phase", "for", "finished", "in flight"] + (canStop ? [""] : [])
    return Section.html("Under way", Section.table(columns, texts: [1, 5], rows))
  }

  private var canStop: Bool { underWay.contains(where: \.canStop) }

  private func row(_ run: UnderWay) -> HTML {
    let standing = run.standing
    let path = AddressText.encoded(run.folder)
    let stop: HTML =
      run.canStop
      ? "<td>\(Self.form("./runs/\(path)/stop", "Stop", .empty))</td>" : canStop ? "<td></td>" : .empty
    return """
      <tr><th scope="row"><a href="./runs/\(path)/">\(standing.name.cropped(120))</a></th><td>\(standing.phase.cropped(20))</td>\
      \(Section.number(Figures.clock(standing.elapsed)))\(Section.number(Figures.count(standing.finished)))\
      \(Section.number(Figures.count(standing.inFlight)))\(stop)</tr>
      """
  }

  private var tools: HTML {
    """
    <form class="tools" action="./" method="get" role="search"><input type="search" name="q" value="\(search.cropped(200))" \
    placeholder="scenario, verdict, day, tag, failure" aria-label="search runs">\(tagChoice)<button>Search</button> <a href="./history">History</a></form>

    """
  }

  private var tagChoice: HTML {
    if tags.isEmpty && tag.isEmpty { return .empty }
    let offered = tags.contains(tag) || tag.isEmpty ? tags : [tag] + tags
    let options = offered.map { one -> HTML in
      one == tag ? "<option selected>\(one)</option>" : "<option>\(one)</option>"
    }
    return
      "<select name=\"tag\" aria-label=\"tag\"><option value=\"\">any tag</option>\(joining: options)</select>"
  }

  private var start: HTML {
    if startable.isEmpty { return .empty }
    let options = startable.map { name -> HTML in "<option>\(name.cropped(200))</option>" }
    let choice: HTML = "<select name=\"scenario\" aria-label=\"scenario\">\(joining: options)</select>"
    return Section.html("Begin a run", Self.form("./start", "Begin", choice))
  }

  /// A form that changes something: it asks for the token.
  private static func form(_ action: String, _ word: String, _ content: HTML) -> HTML {
    """
    <form class="tools" method="post" action="\(action)">\(content)<input type="password" name="token" required autocomplete="off" \
    placeholder="token" aria-label="token"><button>\(word)</button></form>
    """
  }
}
