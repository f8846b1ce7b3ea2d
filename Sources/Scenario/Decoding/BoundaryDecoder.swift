import RunModel
import Yams

/// `boundary: server`, or limits: `max_length`, `options`, `min` and `max` with `step`; with `outside` and `refused`.
struct BoundaryDecoder {
  let file: SourceFile

  func decode(_ reader: inout YAMLReader) -> BoundaryLimits? {
    guard let node = reader.value("boundary") else {
      file.report(
        reader.node, path: reader.path, "the limits are missing", expected: "boundary: server, or limits")
      return nil
    }
    let path = reader.child("boundary")
    guard case .mapping = node else {
      guard let text = reader.text(node, path: path) else { return nil }
      if text == "server" { return BoundaryLimits(.server) }
      file.report(
        node, path: path, "boundary is '\(text)'",
        expected: "server, or limits such as {max_length: 256} or {min: 1, max: 10}")
      return nil
    }
    guard var inner = YAMLReader(node, file, reader.environment, path: path) else { return nil }
    defer { inner.finish() }
    let outside = inner.flag("outside") ?? true
    let refused = inner.flag("refused") ?? false
    return kind(&inner).map { BoundaryLimits($0, includesOutside: outside, expectsRefusal: refused) }
  }

  private func kind(_ reader: inout YAMLReader) -> BoundaryLimits.Kind? {
    let everything = -1e12...1e12
    let maxLength = reader.integer("max_length", 1...1_000_000, "1 to 1000000")
    let min = reader.number("min", everything, "-1e12 to 1e12")
    let max = reader.number("max", everything, "-1e12 to 1e12")
    let step = reader.number("step", 1e-9...1e12, "a number more than 0") ?? 1
    let options = reader.list("options").compactMap { reader.text($0, path: reader.child("options")) }
    let isText = reader.flag("text") ?? false
    if let maxLength { return .text(maxLength: maxLength) }
    if !options.isEmpty { return .options(options) }
    if isText { return .text(maxLength: nil) }
    guard min != nil || max != nil, min ?? -.infinity <= max ?? .infinity else {
      // Without limits of its own, those of the server, with outside and refused.
      if min == nil, max == nil { return .server }
      file.report(reader.node, path: reader.path, "min is more than max", expected: "min up to max")
      return nil
    }
    return .number(min: min, max: max, step: step)
  }
}
