/// An input variable that the stand-in's app declares and checks, as Dify does.
package struct MockInput: Sendable, Equatable {
  /// Its name.
  package var variable: String
  /// The most code points of a text.
  package var maxLength: Int?
  /// The texts that it may be; empty for any.
  package var options: [String]

  package init(variable: String, maxLength: Int? = nil, options: [String] = []) {
    self.variable = variable
    self.maxLength = maxLength
    self.options = options
  }

  /// Reads `question:256;tone:formal|casual`; `nil` when it is not so written.
  static func read(_ text: String) -> [MockInput]? {
    var inputs: [MockInput] = []
    for entry in text.split(separator: ";") {
      let parts = entry.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      if let length = Int(parts[1]) {
        inputs.append(MockInput(variable: parts[0], maxLength: length))
      } else {
        inputs.append(MockInput(variable: parts[0], options: parts[1].split(separator: "|").map(String.init)))
      }
    }
    return inputs
  }

  /// What `GET /parameters` says of it.
  var form: MockJSON {
    let control = options.isEmpty ? "text-input" : "select"
    return .object([
      (
        control,
        .object([
          ("label", .text(variable)), ("variable", .text(variable)), ("required", .bool(false)),
          ("max_length", maxLength.map { .number(Double($0)) } ?? .null),
          ("options", .array(options.map { .text($0) })), ("default", .text("")),
        ])
      )
    ])
  }

  /// Why a value is refused; `nil` when it is not.
  func refusal(of value: MockJSON?) -> String? {
    guard let value else { return nil }
    guard let text = value.text else { return "\(variable) in input form must be a string" }
    if let maxLength, text.unicodeScalars.count > maxLength {
      return "\(variable) in input form must be less than \(maxLength) characters"
    }
    if !options.isEmpty, !options.contains(text) {
      return "\(variable) in input form must be one of the following: \(options)"
    }
    return nil
  }
}
