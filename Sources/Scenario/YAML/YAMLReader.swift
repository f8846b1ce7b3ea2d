import RunModel
import Yams

/// Reads the members of a mapping, notes what is wrong, and at the end every key that nobody asked for.
final class YAMLReader {
  /// The mapping.
  let value: YAMLValue
  private let members: MappingMembers
  /// The keys that were asked for.
  private(set) var asked: [String] = []

  var file: SourceFile { value.file }
  var node: Node { value.node }
  var path: String { value.path }

  /// A reader of a mapping; `nil`, and a diagnostic, when the value is none.
  init?(_ value: YAMLValue) {
    guard value.file.spend() else {
      value.report("the file has too many nodes; aliases may multiply them")
      return nil
    }
    guard case .mapping(let mapping) = value.node else {
      value.report("\(value.words) where keys and values are expected", expected: "key: value")
      return nil
    }
    self.value = value
    members = MappingMembers(mapping)
  }

  /// The keys in the order in which they stand in the file.
  var names: [String] { members.names }

  /// The value of a key, if it is there and not null.
  func located(_ name: String) -> YAMLValue? {
    asked.append(name)
    let found = members[name].map { value.at($0.value, path: child(name)) }
    return found?.isNull ?? true ? nil : found
  }

  /// The key's own place.
  func key(_ name: String) -> Node? { members[name]?.key }

  /// Whether the key is there, right or wrong.
  func has(_ name: String) -> Bool { members[name] != nil }

  func child(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// Whether there is a key that was not asked for and is none of those that are declared.
  func hasUnknown(beside declared: [String]) -> Bool {
    let known = Set(asked).union(declared)
    return names.contains { !known.contains($0) }
  }

  /// Reports every key that was not asked for.
  /// - Parameters:
  ///   - declared: those that might have been meant. One of them that is there does nothing beside the others.
  ///   - tellsMisplaced: whether that is told; after other mistakes it may be their consequence.
  func finish(declared: @autoclosure () -> [String]? = nil, tellsMisplaced: Bool = true) {
    let known = Set(asked)
    let others = names.filter { !known.contains($0) }
    if others.isEmpty { return }
    let declared = declared()
    for name in others where !file.isFull {
      let isMisplaced = declared?.contains(name) ?? false
      if isMisplaced, !tellsMisplaced { continue }
      let words = isMisplaced ? asked : declared ?? asked
      file.report(
        members[name]?.key, path: path,
        isMisplaced
          ? "the key '\(name)' means nothing here"
          : "unknown key '\(name)'" + (declared == nil ? "" : Self.home(of: name)),
        expected: "one of \(Set(words).sorted().joined(separator: ", "))",
        suggestion: isMisplaced ? nil : NearestWord.find(name, in: words))
    }
  }
}

extension YAMLReader {
  /// Where else a key stands.
  private static func home(of key: String) -> String {
    let homes = SchemaTable.homes(of: key)
    return homes.isEmpty ? "" : ", which is a key of \(homes.joined(separator: " and of "))"
  }
}

/// What the reader of test plans asks for by name; a scenario's own keys are declared (``Key``).
extension YAMLReader {
  convenience init?(_ node: Node, _ file: SourceFile, path: String) {
    self.init(YAMLValue(node: node, path: path, file: file))
  }

  func value(_ name: String) -> Node? { located(name)?.node }

  func text(_ name: String) -> String? { located(name)?.text }

  func flag(_ name: String) -> Bool? { located(name).flatMap(KeyType.flag.read) }

  func number(_ name: String, _ range: ClosedRange<Double>) -> Double? {
    located(name).flatMap(KeyType.number(range).read)
  }

  func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    located(name).flatMap(KeyType.integer(range).read)
  }

  /// One of a closed set of words.
  func word<Value: RawRepresentable & CaseIterable & Sendable>(_ name: String, _: Value.Type = Value.self)
    -> Value?
  where Value.RawValue == String { located(name).flatMap(KeyType<Value>.words.read) }

  func mapping(_ name: String) -> YAMLReader? { located(name).flatMap { YAMLReader($0) } }

  /// The elements of a list; a single value counts as a list of one.
  func list(_ name: String) -> [Node] { located(name)?.elements.map(\.node) ?? [] }
}
