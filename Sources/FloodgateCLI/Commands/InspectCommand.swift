import ArgumentParser
import FoundationEssentials
import Report
import RunModel

/// `floodgate inspect`
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "List the results of a run, filtered.")

  @Argument(help: "A run's folder, or its results.ndjson.gz.")
  var path: String

  @Option(help: "Only attempts of this status.")
  var status: String?

  @Option(name: .customLong("class"), help: "Only failures of this class.")
  var failure: String?

  @Option(name: .customLong("case"), help: "Only this case.")
  var caseID: String?

  @Option(help: "Only the so many slowest.")
  var slowest: Int?

  @Option(help: "At most so many lines.")
  var limit = 100

  func run() async throws {
    try await reporting {
      let file = path.hasSuffix(".gz") ? path : path + "/results.ndjson.gz"
      var lines = try ResultsReader.lines(file).filter(fits)
      if let slowest {
        lines = Array(lines.sorted { Self.response($0) > Self.response($1) }.prefix(slowest))
      }
      for line in lines.prefix(limit) {
        Terminal.print(String(decoding: CanonicalJSON.bytes(of: line), as: UTF8.self))
      }
      if lines.count > limit { Terminal.write("\(lines.count - limit) more; raise --limit\n") }
    }
  }

  private func fits(_ line: JSONValue) -> Bool {
    let found = line["status"]?.stringValue ?? line["task_status"]?.stringValue
    return (status == nil || found == status) && (failure == nil || line["failure"]?.stringValue == failure)
      && (caseID == nil || line["case"]?.stringValue == caseID)
  }

  private static func response(_ line: JSONValue) -> Double { line["response_ns"]?.doubleValue ?? 0 }
}
