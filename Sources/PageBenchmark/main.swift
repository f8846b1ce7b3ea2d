import Pages
import Report

// A report of a million results, 2 000 cases and tags and 240 windows: how long its document and its page take.

let report = LargeRun.report(results: 1_000_000)
let clock = ContinuousClock()
var page: [UInt8] = []
let times = (0..<5).map { _ in clock.measure { page = ReportPage(report).bytes } }.sorted()
var document: [UInt8] = []
let encoding = try clock.measure { document = try ReportFile.encode(report) }
print(
  "a page of 1 000 000 results: \(milliseconds(times[2])) ms (median of 5), \(page.count / 1000) kB;",
  "its report.json.gz: \(milliseconds(encoding)) ms, \(document.count / 1000) kB")

func milliseconds(_ duration: Duration) -> Int {
  Int(duration.components.seconds) * 1000 + Int(duration.components.attoseconds / 1_000_000_000_000_000)
}
