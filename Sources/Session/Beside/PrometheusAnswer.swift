import RunModel

/// What Prometheus' HTTP API answers to an instant query. Pure.
enum PrometheusAnswer {
  typealias Values = [(labels: String, value: Double)]

  /// The values now; or why there are none, in words.
  enum Reading {
    case values(Values)
    case problem(String)
  }

  /// Of `GET /api/v1/query`, whose errors are documents too.
  static func read(status: Int, _ body: [UInt8]) -> Reading {
    let document = try? JSONReader.value(of: body)
    if document?["status"] != "success" {
      let said = document?["error"]?.stringValue?.cropped(200)
      return .problem(said ?? (status == 200 ? "the answer is none of Prometheus" : "HTTP \(status)"))
    }
    let (kind, result) = (document?["data"]?["resultType"]?.stringValue, document?["data"]?["result"])
    switch kind {
    case "vector":
      guard case .array(let series)? = result else { return .problem("the answer has no result") }
      let values = series.compactMap { entry in
        value(entry["value"]).map { (labels: labels(entry["metric"]), value: $0) }
      }
      return .values(values.sorted { $0.labels < $1.labels })
    case "scalar":
      return .values(value(result).map { [("", $0)] } ?? [])
    case let other:
      return .problem("the query answers a \(other?.cropped(20) ?? "nothing"), not numbers of one instant")
    }
  }

  /// `[seconds, "number"]`; NaN and infinity are no figures.
  private static func value(_ pair: JSONValue?) -> Double? {
    pair?[1]?.stringValue.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Without the name of the metric, which the query has.
  private static func labels(_ metric: JSONValue?) -> String {
    guard case .object(let members)? = metric else { return "" }
    return members.filter { $0.key != "__name__" }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\"\($0.value.stringValue ?? "")\"" }.joined(separator: ", ").cropped(120)
  }
}
