import Testing

@testable import WebApp
@testable import WebServer

/// What addresses mean, and what comes from outside in them.
@Suite struct SiteRouteTests {
  @Test(arguments: [
    ("/", SiteRoute.list), ("/live", .live), ("/compare", .compare), ("/history", .history),
    ("/start", .start), ("/stop", .stopCheck), ("/runs/a-1/", .run("a-1")), ("/runs/a%20b/", .run("a b")),
    ("/runs/a", .slashMissing("a")), ("/runs/a/events", .events("a")), ("/runs/a/stop", .stop("a")),
    ("/runs/a/report.html", .file("a", "report.html")), ("/runs/a+b/", .run("a+b")),
    ("/runs/a/sweep.html", .file("a", "sweep.html")), ("/runs/a/runs.html", .file("a", "runs.html")),
    ("/runs/a/steps/b/report.html", .step("a", "b", "report.html")),
  ]) func anAddressMeans(path: String, route: SiteRoute) { #expect(SiteRoute(path) == route) }

  @Test(arguments: [
    "", "runs/a/", "//", "/nosuch", "/runs", "/runs/", "/runs//", "/runs/../", "/runs/%2e%2e/",
    "/runs/.hidden/",
    "/runs/a%2f..%2fb/", "/runs/..%2f..%2fetc/report.html", "/runs/a%00/", "/runs/a%5cb/",
    "/runs/a/results.ndjson.gz", "/runs/a/manifest.jsonl", "/runs/a/../b/report.html",
    "/runs/a/b/report.html", "/runs/a/steps/../report.html", "/runs/a/steps/b/manifest.jsonl",
    "/runs/a/steps/b/", "/runs/a/shards/b/report.html", "/runs/../steps/b/report.html",
    "/runs/\(String(repeating: "x", count: 256))/",
  ]) func whatLeadsNowhereIsRefused(path: String) { #expect(SiteRoute(path) == nil) }

  @Test(arguments: [
    ("localhost", true), ("localhost:8484", true), ("LOCALHOST:1", true), ("127.0.0.1:8484", true),
    ("[::1]:8484", true), ("10.1.2.3", true), ("load.example:80", true), ("evil.example:8484", false),
    ("127.0.0.1.evil.example", false), ("localhost.evil.example", false), ("", false), (":80", false),
    ("localhost:99999", false), ("localhost:80:80", false), ("[::1", false), ("[::1]x", false),
    ("user@localhost", false), ("localhost/x", false),
  ]) func onlyItsOwnNamesAreAnswered(host: String, isOwn: Bool) {
    let gate = RequestGuard(names: ["load.example"])
    let answer = gate.refusal(WebRequest(.get, "/", headers: [("Host", host)]))
    #expect((answer == nil) == isOwn, "\(host)")
    #expect(isOwn || answer?.status == 403)
  }

  @Test func aRequestHasOneHost() {
    let gate = RequestGuard()
    #expect(gate.refusal(WebRequest(.get, "/"))?.status == 403)
    let two = [("Host", "localhost"), ("host", "localhost")]
    #expect(gate.refusal(WebRequest(.get, "/", headers: two))?.status == 403)
  }

  @Test(arguments: [
    ("http://localhost:8484", true), ("HTTP://LOCALHOST:8484", true), ("http://evil.example", false),
    ("null", false), ("https://localhost:8484", false), ("http://localhost:9", false), ("", false),
  ]) func pagesOfOtherOriginsMayNotAsk(origin: String, mayAsk: Bool) {
    let headers = [("host", "localhost:8484"), ("origin", origin)]
    for method in [WebRequest.Method.get, .post] {
      let answer = RequestGuard().refusal(WebRequest(method, "/", headers: headers))
      #expect((answer == nil) == mayAsk)
    }
  }

  /// What browsers say of who asks (Fetch Metadata): links may lead here, and nothing else of another page.
  @Test(arguments: [
    ("none", "navigate", "document", true), ("same-origin", "cors", "empty", true),
    ("same-origin", "navigate", "document", true), ("cross-site", "navigate", "document", true),
    ("cross-site", "no-cors", "image", false), ("cross-site", "cors", "empty", false),
    ("cross-site", "navigate", "iframe", false), ("same-site", "no-cors", "script", false),
  ]) func pagesElsewhereMayOnlyLinkHere(site: String, mode: String, what: String, mayAsk: Bool) {
    let headers = [
      ("host", "localhost"), ("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", what),
    ]
    #expect((RequestGuard().refusal(WebRequest(.get, "/history", headers: headers)) == nil) == mayAsk)
  }

  @Test func formsAreRead() {
    let fields = FormFields("before=a%20b&before=c+d&after=%c3%bc&after&=x&q=%zz%4")
    #expect(fields.all("before") == ["a b", "c d"] && fields.all("after") == ["ü", ""])
    #expect(fields["q"] == "%zz%4" && fields["none"] == nil)
    let many = FormFields(Array(repeating: "a=1", count: 5000).joined(separator: "&"))
    #expect(many.all("a").count == FormFields.limit)
  }
}
