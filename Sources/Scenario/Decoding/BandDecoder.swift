import RunModel
import Yams

/// `bands:`, names with limits, best first.
struct BandDecoder {
  let file: SourceFile

  func decode(_ reader: YAMLReader?) -> [PerformanceBand] {
    guard var reader else { return [] }
    let names = reader.names
    if names.count > 20 {
      file.report(reader.node, path: reader.path, "there are \(names.count) bands", expected: "20 at most")
    }
    defer { reader.finish() }
    return names.compactMap { name in
      guard var limits = reader.mapping(name) else { return nil }
      defer { limits.finish() }
      return band(name, &limits)
    }
  }

  private func band(_ name: String, _ limits: inout YAMLReader) -> PerformanceBand {
    var band = PerformanceBand(name: name)
    band.responseTime = limits.duration("response_time", positive: true)?.inSeconds
    band.firstText = limits.duration("ttft", positive: true)?.inSeconds
    band.longestGap = limits.duration("longest_gap", positive: true)?.inSeconds
    band.tokens = limits.integer("tokens", 0...1_000_000_000, "a whole number from 0")
    if let text = limits.text("cost") {
      band.cost = Price(decimal: text)
      if band.cost == nil {
        file.report(
          limits.value("cost"), path: limits.child("cost"), "cost is '\(text)'",
          expected: "an amount of money")
      }
    }
    return band
  }
}
