import RunModel
import Statistics

/// Lines of Prometheus' text format, or of OpenMetrics, which names a counter without its `_total`, writes edges as
/// floating-point numbers, and says where it ends.
package struct PrometheusText {
  package enum Kind: String { case counter, gauge, histogram }

  package private(set) var text = ""
  private var name = ""
  private let isOpenMetrics: Bool

  package init(isOpenMetrics: Bool = false) { self.isOpenMetrics = isOpenMetrics }

  /// The whole text.
  package var ended: String { isOpenMetrics ? text + "# EOF\n" : text }

  /// Upper edges of the buckets in seconds: 1, 2.5 and 5 of each power of ten.
  package static let edges: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000,
  ]

  /// Begins a family; its samples follow.
  package mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    let family = isOpenMetrics && name.hasSuffix("_total") ? String(name.dropLast(6)) : name
    let words = Self.escaped(help, quotes: isOpenMetrics)
    text += "# HELP \(family) \(words)\n# TYPE \(family) \(kind.rawValue)\n"
  }

  /// A sample of the family that was begun last.
  package mutating func sample(_ labels: [String: String], _ value: Double, suffix: String = "") {
    let written = labels.sorted { $0.key < $1.key }.map {
      "\($0.key)=\"\(Self.escaped($0.value, quotes: true))\""
    }
    text += "\(name)\(suffix){\(written.joined(separator: ","))} \(Self.number(value))\n"
  }

  /// Families of one sample each.
  package mutating func families(
    _ kind: Kind, _ labels: [String: String], _ figures: [(name: String, help: String, value: Double)]
  ) {
    for figure in figures {
      family("floodgate_\(figure.name)", kind, figure.help)
      sample(labels, figure.value)
    }
  }

  /// Tasks by how they ended.
  package mutating func tasks(_ labels: [String: String], _ statistics: RunStatistics, help: String) {
    family("floodgate_tasks_total", .counter, help)
    for status in RunStatistics.told {
      sample(labels.merging(["status": status.rawValue]) { $1 }, Double(statistics.count(of: status)))
    }
  }

  /// Buckets are cumulative; edges agree with the histogram's buckets to 0.1 %.
  package mutating func histogram(_ labels: [String: String], _ histogram: Histogram) {
    for edge in Self.edges {
      let below = histogram.count(atOrBelow: Int64((edge * 1e9).rounded()))
      sample(labels.merging(["le": edgeText(edge)]) { $1 }, Double(below), suffix: "_bucket")
    }
    sample(labels.merging(["le": "+Inf"]) { $1 }, Double(histogram.count), suffix: "_bucket")
    sample(labels, Double(histogram.sum) / 1e9, suffix: "_sum")
    sample(labels, Double(histogram.count), suffix: "_count")
  }

  private func edgeText(_ edge: Double) -> String { isOpenMetrics ? edge.description : Self.number(edge) }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": output += "\\\\"
      case "\"" where quotes: output += "\\\""
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": output += "\\n"
      case "\u{0}"..."\u{1f}", "\u{7f}": output += "\u{fffd}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

extension RunStatistics {
  /// The statuses that tasks are counted by, in the order in which they are told.
  package static let told: [TaskStatus] = [.succeeded, .failed, .timeout, .error, .cancelled]
}
