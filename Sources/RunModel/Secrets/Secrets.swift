/// What must not be seen of a run: the values of environment variables, which manifests and records call by `${NAME}`,
/// and its keys. The one rule for both ways: ``reveal(_:)`` puts values in before they are sent, ``redact(_:)`` takes
/// them out of everything that comes back.
package struct Secrets: Sendable {
  private let variables: [String: String]
  /// Whether nothing is searched for.
  package var isEmpty: Bool { shortest == 0 }
  /// As they may be met, the longest first.
  private let forms: [[UInt8]]
  private let shortest: Int

  /// Nothing is secret.
  package static let none = Secrets()

  /// A variable's value that is shorter is put in, but not searched for: it is in too many words. Bytes.
  package static let leastSearched = 4

  /// - Parameters:
  ///   - variables: what `${NAME}` stands for.
  ///   - others: what has no name: keys, and headers that are secret by their names.
  package init(variables: [String: String] = [:], others: [Secret] = []) {
    self.variables = variables
    let texts = others.map { $0.reveal() } + variables.values.filter { $0.utf8.count >= Self.leastSearched }
    let forms = Set(texts.flatMap(SecretForms.all)).subtracting([[]])
    self.forms = forms.sorted { ($1.count, $0.lexical) < ($0.count, $1.lexical) }
    shortest = self.forms.last?.count ?? 0
  }

  // MARK: Out

  /// A text with each secret replaced by the mark, also one of which the text's end holds only the beginning.
  package func redact(_ text: String) -> String {
    guard shortest > 0, text.utf8.count >= Self.leastSearched else { return text }
    var copy = text
    return copy.withUTF8 { unsafe isClean($0) }
      ? text : String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// Bytes with each secret replaced by the mark, also one that is cut off by their end or, when they are
  /// the rest of a text, by their start.
  package func redact(_ bytes: [UInt8], isRest: Bool = false) -> [UInt8] {
    var output = bytes
    for form in forms { output = SecretSearch.replace(form, in: output) }
    output = SecretSearch.replaceEnd(forms, of: output)
    return isRest ? SecretSearch.replaceStart(forms, of: output) : output
  }

  private func isClean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    forms.allSatisfy { form in
      unsafe SecretSearch.find(form, in: text) == nil && SecretSearch.cutOff(form, at: text) == 0
    }
  }

  /// A value with each secret in its texts and names replaced.
  package func redact(_ value: JSONValue) -> JSONValue {
    if shortest == 0 { return value }
    switch value {
    case .string(let text): return .string(redact(text))
    case .array(let elements): return .array(elements.map(redact))
    case .object(let members):
      return .object(Dictionary(members.map { (redact($0.key), redact($0.value)) }) { first, _ in first })
    case .null, .bool, .integer, .number: return value
    }
  }

  // MARK: In

  /// Whether `${NAME}` stands for anything.
  package var hasVariables: Bool { !variables.isEmpty }

  /// A text with the value of each `${NAME}` put in. What a value holds is not looked at again.
  package func reveal(_ text: String) -> String {
    guard hasVariables, text.contains("${") else { return text }
    var output = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      output += rest[..<dollar]
      rest = rest[dollar...]
      if let (name, after) = VariableName.read(rest), let value = variables[name] {
        output += value
        rest = rest[after...]
      } else {
        output += "$"
        rest = rest.dropFirst()
      }
    }
    return output + rest
  }

  /// A value with the variables in its texts put in.
  package func reveal(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(reveal(text))
    case .array(let elements): .array(elements.map(reveal))
    case .object(let members): .object(members.mapValues(reveal))
    case .null, .bool, .integer, .number: value
    }
  }
}

extension [UInt8] {
  fileprivate var lexical: String { String(decoding: self, as: UTF8.self) }
}
