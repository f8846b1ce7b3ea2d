import RunModel
import ServerSentEvents

/// When the models that are at work said something. Mostly there is one, and every text is its own; among several a
/// text's selector says whose it is.
struct ModelTexts {
  private struct Model {
    var execution: String
    var node: [UInt8]
    var first: RunInstant?
    var last: RunInstant?
  }

  private var models: [Model] = []

  mutating func begin(_ execution: String, node: String) {
    models.append(Model(execution: execution, node: Array(node.utf8)))
  }

  mutating func end(_ execution: String) -> (first: RunInstant?, last: RunInstant?) {
    guard let index = models.firstIndex(where: { $0.execution == execution }) else { return (nil, nil) }
    let model = models.remove(at: index)
    return (model.first, model.last)
  }

  func texts(of execution: String) -> (first: RunInstant?, last: RunInstant?) {
    models.first { $0.execution == execution }.map { ($0.first, $0.last) } ?? (nil, nil)
  }

  mutating func text(_ frame: RawSpan, at now: RunInstant) {
    guard models.count > 1 else {
      if !models.isEmpty { note(0, now) }
      return
    }
    guard let start = TextDelta.selector(in: frame) else { return }
    for index in models.indices where Self.stands(models[index].node, in: frame, at: start) {
      note(index, now)
    }
  }

  private mutating func note(_ index: Int, _ now: RunInstant) {
    if models[index].first == nil { models[index].first = now }
    models[index].last = now
  }

  private static func stands(_ text: [UInt8], in frame: RawSpan, at start: Int) -> Bool {
    guard start + text.count < frame.byteCount else { return false }
    return text.indices.allSatisfy { frame.byte(start + $0) == text[$0] }
      && frame.byte(start + text.count) == UInt8(ascii: "\"")
  }
}
