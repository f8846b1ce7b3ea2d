import RunModel
import Yams

extension YAMLValue {
  /// Any value. `isSent`: its texts are sent to the server, so that environment variables stay `${NAME}`; what is a
  /// number, a boolean or null by its value is none to hide.
  func json(isSent: Bool = false, depth: Int = 0) -> JSONValue? {
    guard depth < 64, file.spend() else {
      report("nested too deep, or too many nodes")
      return nil
    }
    switch node {
    case .alias: return nil
    case .scalar(let scalar): return scalarValue(scalar, isSent: isSent)
    case .sequence(let sequence):
      return .array(sequence.compactMap { at($0).json(isSent: isSent, depth: depth + 1) })
    case .mapping(let mapping):
      var object: [String: JSONValue] = [:]
      for (key, value) in mapping {
        object[key.scalar?.string ?? ""] = at(value).json(isSent: isSent, depth: depth + 1)
      }
      return .object(object)
    }
  }

  private func scalarValue(_ scalar: Node.Scalar, isSent: Bool) -> JSONValue? {
    let isPlain = scalar.style == .plain
    if isSent, case .success(let text) = file.environment.expand(scalar.string),
      ScalarKind.value(text, isPlain: isPlain).stringValue != nil
    {
      return sentText.map { .string($0) }
    }
    return text.map { ScalarKind.value($0, isPlain: isPlain) }
  }

  /// Names and values.
  func object(isSent: Bool = false) -> [String: JSONValue]? {
    guard isMapping else {
      report("\(words) where names and values are expected")
      return nil
    }
    guard case .object(let members) = json(isSent: isSent) else { return nil }
    return members
  }
}
