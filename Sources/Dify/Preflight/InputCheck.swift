import RunModel

/// Whether a value fits an input of an app, by the rules that Dify refuses by (dify-api.md, 4.1).
enum InputCheck {
  /// What is wrong; `nil` when it fits.
  static func problem(_ value: JSONValue, _ input: AppDescription.Input) -> String? {
    let name = "input '\(input.variable)'"
    switch input.control {
    case "text-input", "paragraph", "select": return text(value, input, name)
    case "number":
      let isNumber = value.doubleValue != nil || value.stringValue.flatMap { Double($0) } != nil
      return isNumber ? nil : "\(name) must be a number"
    case "checkbox": return isFlag(value) ? nil : "\(name) must be true or false"
    case "json_object":
      guard let text = value.stringValue else { return "\(name) must be a text that holds a JSON object" }
      return isObject(text) ? nil : "\(name) must be a text that holds a JSON object"
    case "file":
      return value.isObject ? nil : "\(name) takes a file: files: [{path: ..., variable: \(input.variable)}]"
    case "file-list":
      return value.isArray ? nil : "\(name) takes files: files: [{path: ..., variable: \(input.variable)}]"
    default: return nil
    }
  }

  private static func text(_ value: JSONValue, _ input: AppDescription.Input, _ name: String) -> String? {
    guard let text = value.stringValue else { return "\(name) must be a text" }
    // Dify counts code points, as Python does.
    let length = text.unicodeScalars.count
    if let limit = input.maxLength, limit > 0, length > limit {
      return "\(name) has \(length) characters, the app allows \(limit)"
    }
    if input.control == "select", !input.options.isEmpty, !input.options.contains(text) {
      let nearest = NearestWord.hint(text, in: input.options)
      return "\(name) is '\(text)', the app allows \(input.options.joined(separator: ", "))\(nearest)"
    }
    return nil
  }

  private static let flags: Set<String> = ["true", "false", "yes", "no", "on", "off", "1", "0"]

  private static func isFlag(_ value: JSONValue) -> Bool {
    switch value {
    case .bool: true
    case .integer(let number): number == 0 || number == 1
    case .string(let text): flags.contains(text.lowercased())
    case .null, .number, .array, .object: false
    }
  }

  private static func isObject(_ text: String) -> Bool {
    var scanner = JSONScanner(Array(text.utf8))
    let value = scanner.value()
    return !scanner.isBroken && value.isObject
  }
}

extension JSONValue {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }
  fileprivate var isArray: Bool { if case .array = self { true } else { false } }
}
