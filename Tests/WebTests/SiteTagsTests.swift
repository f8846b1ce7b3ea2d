import Foundation
import Report
import RunModel
import Session
import Testing

@testable import WebApp
@testable import WebServer

/// Runs that are chosen by their tags.
@Suite(.serialized) struct SiteTagsTests {
  private func ask(_ site: Site, _ target: String) -> String {
    let request = WebRequest(.get, target, headers: [("host", "localhost")], body: [])
    return String(decoding: site.answer(request).body, as: UTF8.self)
  }

  @Test func theListIsFilteredAndSearched() async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      var names: [String] = []
      for tags in ["release=1.3", "[nightly, release=1.4]"] {
        let scenario = SiteTests.scenario + "\nrun_tags: \(tags)\n"
        let result = try await LoadTest(scenario: scenario, reports: folder).run()
        names.append(URL(filePath: result.folder ?? "").lastPathComponent)
      }
      let site = try Site(folder)
      let list = ask(site, "/")
      #expect(list.contains("href=\"./?tag=release%3D1.4\"") && list.contains("<option>nightly</option>"))
      for (query, found) in [
        ("tag=release%3D1.4", [false, true]), ("tag=release", [true, true]), ("q=nightly", [false, true]),
        ("q=greetings&tag=release%3D1.3", [true, false]), ("q=nosuch&tag=nightly", [false, false]),
        ("tag=%3Cscript%3E", [false, false]),
      ] {
        let page = ask(site, "/?" + query)
        #expect(names.map { page.contains("./runs/\($0)/") } == found, "\(query)")
        #expect(page.components(separatedBy: "<script").count == 2)
      }
      #expect(ask(site, "/?tag=nightly").contains("<option selected>nightly</option>"))
    }
  }
}
