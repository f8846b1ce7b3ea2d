import Judgement
import Pages
import Report
import RunModel
import Session
import WebServer

extension Site {
  func list(_ search: String, tag: String = "") -> WebAnswer {
    var served = ServedIndex()
    (served.search, served.tag) = (String(search.prefix(200)), String(tag.prefix(RunTags.longest)))
    let own = starter?.current
    served.underWay = folder.underWay.map {
      ServedIndex.UnderWay(folder: $0.folder, standing: $0.standing, canStop: $0.standing.run == own)
    }
    served.startable = starter?.names ?? []
    served.problem = starter?.problem
    served.checked = starter?.checked
    guard let index = try? RunIndex(of: folder.path, mayRead: { folder.run($0) != nil }) else {
      return Self.message(500, "No list", "The folder of runs cannot be read.")
    }
    served.offerTags(of: index)
    return WebAnswer(type: "text/html; charset=utf-8", body: IndexPage(index, served: served).bytes)
  }

  /// The most runs of a side.
  private static let most = 20

  func comparison(_ before: [String], _ after: [String]) -> WebAnswer {
    guard !before.isEmpty, !after.isEmpty else {
      return Self.message(
        400, "Nothing to compare", "Tick at least one run before and one after in the list of runs.")
    }
    guard max(before.count, after.count) <= Self.most else {
      return Self.message(
        400, "Too many runs", "A side has at most \(Self.most) runs here; `compare` takes more.")
    }
    do {
      let sides = (try side(before), try side(after))
      var comparer = Comparer()
      comparer.isPaired = SideFiles.arePairs(sides.0, sides.1)
      let page = ComparisonPage(comparer.compare(sides.0, sides.1))
      return WebAnswer(type: "text/html; charset=utf-8", body: page.bytes)
    } catch {
      return Self.message(404, "Not compared", "A run that was ticked is not there, or cannot be read.")
    }
  }

  private func side(_ names: [String]) throws -> ComparisonSide {
    try SideFiles.read(
      names.map { name in
        guard let paths = folder.run(name) else { throw UsageProblem("\(name): no run") }
        return paths.report
      })
  }

  func history() -> WebAnswer {
    let found = histories.histories(of: folder)
    guard !found.isEmpty else {
      return Self.message(200, "No history", "There is no run in this folder yet.")
    }
    return WebAnswer(type: "text/html; charset=utf-8", body: HistoryPage(found).bytes)
  }

  /// Begins or ends a run, for who has the token.
  func change(_ route: SiteRoute, _ fields: FormFields) -> WebAnswer {
    guard let starter else {
      return Self.message(403, "Only to be read", "Runs are begun with serve --allow-run.")
    }
    guard starter.isToken(fields["token"] ?? "") else {
      return Self.message(403, "Not this token", "The token is what `floodgate serve` has printed.")
    }
    switch route {
    case .stop(let name) where starter.stop(name):
      return .redirect(to: "/runs/\(AddressText.encoded(name))/")
    case .stopCheck where starter.stopCheck(): return .redirect(to: "/")
    case .start:
      guard let begin = starter.start(fields["scenario"] ?? "") else { break }
      var answer = WebAnswer.redirect(to: "/")
      answer.afterwards = begin
      return answer
    default: break
    }
    return Self.message(
      409, "Not done",
      "No such run goes on here, or one does already, or the scenario is none of those named.")
  }
}
