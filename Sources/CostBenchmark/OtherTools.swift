import Foundation

/// How a tool is told to put the load on the server, and what it says of it.
protocol OtherTool {
  static var program: String { get }
  static var scriptName: String { get }
  static func script(for load: Load) -> String?
  static func arguments(for load: Load) -> [String]
  /// How many requests succeeded; `nil` when some did not.
  static func succeeded(_ output: String, in folder: URL) -> Int?
}

extension OtherTool {
  static var scriptName: String { "script" }
  static func script(for load: Load) -> String? { nil }
}

enum Hey: OtherTool {
  static let program = "hey"

  static func arguments(for load: Load) -> [String] {
    [
      "-n", "\(load.requests)", "-c", "\(load.concurrency)", "-m", "POST", "-T", "application/json", "-d",
      load.body, load.url,
    ]
  }

  static func succeeded(_ output: String, in folder: URL) -> Int? {
    output.contains("Error distribution")
      ? nil : output.firstMatch(of: /\[200\]\s+(\d+) responses/).flatMap { Int($0.1) }
  }
}

enum Wrk: OtherTool {
  static let program = "wrk"

  static func script(for load: Load) -> String? {
    """
    wrk.method = "POST"
    wrk.body = [[\(load.body)]]
    wrk.headers["Content-Type"] = "application/json"
    """
  }

  static func arguments(for load: Load) -> [String] {
    ["-t", "1", "-c", "\(load.concurrency)", "-d", "3s", "-s", scriptName, load.url]
  }

  static func succeeded(_ output: String, in folder: URL) -> Int? {
    let hasFailed = output.contains("Non-2xx") || output.contains("Socket errors")
    return hasFailed ? nil : output.firstMatch(of: /(\d+) requests in/).flatMap { Int($0.1) }
  }
}

enum K6: OtherTool {
  static let program = "k6"
  static let scriptName = "script.js"

  static func script(for load: Load) -> String? {
    """
    import http from 'k6/http';
    export const options = {vus: \(load.concurrency), iterations: \(load.requests), thresholds: {http_req_failed: ['rate==0']}};
    export default () => http.post('\(load.url)', '\(load.body)', {headers: {'Content-Type': 'application/json'}});
    """
  }

  static func arguments(for load: Load) -> [String] { ["run", "--no-usage-report", scriptName] }

  static func succeeded(_ output: String, in folder: URL) -> Int? {
    output.contains("crossed") ? nil : output.firstMatch(of: /http_reqs\D+(\d+)/).flatMap { Int($0.1) }
  }
}

enum Locust: OtherTool {
  static let program = "locust"
  static let scriptName = "locustfile.py"

  static func script(for load: Load) -> String? {
    """
    from locust import FastHttpUser, task

    class User(FastHttpUser):
        @task
        def ask(self):
            self.client.post("\(load.url)", data='\(load.body)', headers={"Content-Type": "application/json"})
    """
  }

  static func arguments(for load: Load) -> [String] {
    [
      "--headless", "--users", "\(load.concurrency)", "--spawn-rate", "\(load.concurrency)",
      "--run-time", "5s", "--host", load.url, "--only-summary", "--csv", "figures",
    ]
  }

  static func succeeded(_ output: String, in folder: URL) -> Int? {
    let rows = try? String(contentsOf: folder.appending(path: "figures_stats.csv"), encoding: .utf8)
    let all = rows?.split(whereSeparator: \.isNewline).last?
      .split(separator: ",", omittingEmptySubsequences: false)
    guard let all, all.count > 3, all[1] == "Aggregated", all[3] == "0" else { return nil }
    return Int(all[2])
  }
}
