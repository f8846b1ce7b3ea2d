import Foundation
import Pages
import Report
import RunModel

// A report of a million results, 2 000 cases and tags and 240 windows: how long its document and its page take.

let arguments = CommandLine.arguments
if arguments.count == 5, arguments[1] == "--shards", let count = Int(arguments[2]) {
  try ShardReports.write(count, to: arguments[3], asVariedAsCanBe: arguments[4] == "most")
  exit(0)
}

let report = LargeRun.report(results: 1_000_000)
let clock = ContinuousClock()

/// The median of five, in milliseconds.
func time(_ work: () throws -> Void) rethrows -> Int {
  let times = try (0..<5).map { _ in try clock.measure(work) }.sorted()
  return Int(times[2] / .milliseconds(1))
}

var page: [UInt8] = []
let paging = time { page = ReportPage(report).bytes }
var (json, document): ([UInt8], [UInt8]) = ([], [])
let encoding = try time { json = try ReportFile.json(report) }
let writing = try time { document = try ReportFile.encode(report) }
let reference = JSONEncoder()
reference.outputFormatting = [.sortedKeys]
reference.nonConformingFloatEncodingStrategy = .convertToString(
  positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
let foundation = try time { _ = try reference.encode(report) }
let path = NSTemporaryDirectory() + "floodgate-page-benchmark.json.gz"
try ReportFile.writeBytes(document, to: path)
let reading = try time { _ = try ReportFile.read(path) }
try FileManager.default.removeItem(atPath: path)
print(
  """
  1 000 000 results, medians of 5:
    page                 \(paging) ms, \(page.count / 1000) kB
    report.json.gz       \(writing) ms, \(document.count / 1000) kB
      its JSON           \(encoding) ms, \(json.count / 1000) kB (Foundation's encoder: \(foundation) ms)
      read               \(reading) ms
  """)
