import Dify
import RunModel

/// An input of an app, as lines of a scenario: what it takes as a comment, and an example. Pure.
struct InputDraft {
  let input: AppDescription.Input

  /// Whether it is a parameter with several values.
  var isDimension: Bool {
    let isFree =
      !["include", "exclude", "strategy"].contains(input.variable) && !input.variable.hasPrefix("_")
    return input.control == "select" && input.options.count > 1 && input.options.count <= 50 && isFree
  }

  private var isFile: Bool { ["file", "file-list"].contains(input.control) }
  private var name: String { YAMLText.key(input.variable) }

  /// Its line, with what it takes before it; what may be left out is a comment.
  var lines: [String] {
    if isFile { return [] }
    if isDimension {
      let options = input.options.map(YAMLText.quoted).joined(separator: ", ")
      return ["  # \(facts)", "  \(name): [\(options)]"]
    }
    let line = "\(name): \(example)"
    return ["  # \(facts)", input.isRequired ? "  \(line)" : "  # \(line)"]
  }

  /// Its entry in `files:`.
  var files: [String] {
    guard isFile else { return [] }
    let type = input.fileTypes.first ?? "document"
    let entry =
      "- {type: \(YAMLText.key(type)), path: sample.txt, variable: \(name)}   # put a file of yours here"
    return ["  # \(facts)", input.isRequired ? "  \(entry)" : "  # \(entry)"]
  }

  private var facts: String {
    var facts = [input.control, input.isRequired ? "required" : "optional"]
    if let limit = input.maxLength, limit > 0, ["text-input", "paragraph"].contains(input.control) {
      facts.append("at most \(limit) characters")
    }
    if isFile, !input.fileTypes.isEmpty { facts.append(input.fileTypes.joined(separator: " or ")) }
    let label = input.label == input.variable || input.label.isEmpty ? "" : "\(input.label): "
    return YAMLText.line(label + facts.joined(separator: ", "))
  }

  /// A value that the app takes.
  private var example: String {
    switch input.control {
    case "number": number
    case "checkbox": input.standard == .bool(false) ? "false" : "true"
    case "json_object": "\"{}\""
    case "select": YAMLText.quoted(chosen)
    default: YAMLText.quoted(sample)
    }
  }

  private var number: String {
    if let number = input.standard.doubleValue ?? input.standard.stringValue.flatMap({ Double($0) }),
      number.isFinite
    {
      return Figures.short(number)
    }
    return "1"
  }

  private var chosen: String {
    let standard = input.standard.stringValue ?? ""
    return input.options.contains(standard) ? standard : input.options.first ?? ""
  }

  /// The app's own default, or words of ours; never longer than it takes.
  private var sample: String {
    let standard = input.standard.stringValue ?? ""
    let words =
      standard.isEmpty ? "An example of \(input.label.isEmpty ? input.variable : input.label)" : standard
    let limit = input.maxLength.flatMap { $0 > 0 ? $0 : nil } ?? 2000
    return String(String.UnicodeScalarView(words.unicodeScalars.prefix(limit)))
  }
}

/// Texts that came from outside, as YAML.
enum YAMLText {
  /// A text in quotes, which calls nothing.
  static func quoted(_ text: String) -> String {
    JSONValue.string(text.replacing("${", with: "$${")).canonicalText
  }

  /// A key: as it is when it is a word.
  static func key(_ text: String) -> String {
    let isWord = text.first.map { $0.isLetter || $0 == "_" } ?? false
    return isWord && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
      ? text : quoted(text)
  }

  /// A comment's text: one line without control characters.
  static func line(_ text: String) -> String {
    text.withoutControls.replacing("\u{2028}", with: " ").replacing("\u{2029}", with: " ").cropped(200)
  }
}
