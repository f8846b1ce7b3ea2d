import Yams

/// A value that stands in place of a scenario's own: `target.connection.http=2`. Places of a list are numbers from 0.
package struct ScenarioSetting: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with one.
  package struct Problem: Error, CustomStringConvertible {
    package var description: String
  }

  /// The keys that lead to the value.
  package let path: [String]
  /// The value, as YAML.
  package let value: String

  /// Throws ``Problem`` for a path with an empty key.
  package init(_ path: String, value: String) throws {
    self.path = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    self.value = value
    guard self.path.allSatisfy({ !$0.isEmpty }) else {
      throw Problem(description: "'\(path)' is no path of keys, such as target.connection.http")
    }
  }

  package var description: String { "\(path.joined(separator: "."))=\(value)" }

  /// The content with the value in its place; mappings that are not there are made. Throws ``Problem``.
  func applied(to root: Node) throws -> Node {
    let parsed: Node?
    do { parsed = try Yams.compose(yaml: value) } catch { throw Problem(description: "the value is no YAML") }
    return try Self.set(root, path[...], parsed ?? Node(""))
  }

  private static func set(_ node: Node, _ path: ArraySlice<String>, _ value: Node) throws -> Node {
    guard let key = path.first else { return value }
    switch node {
    case .mapping(var mapping):
      let name = mapping.keys.first { $0.scalar?.string == key } ?? Node(key)
      mapping[name] = try set(mapping[name] ?? Node([(Node, Node)]()), path.dropFirst(), value)
      return .mapping(mapping)
    case .sequence(var sequence):
      guard let index = Int(key), sequence.indices.contains(index) else {
        throw Problem(description: "'\(key)' is no place of a list with \(sequence.count) elements")
      }
      sequence[index] = try set(sequence[index], path.dropFirst(), value)
      return .sequence(sequence)
    case .scalar(let scalar):
      guard scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null" else {
        throw Problem(
          description: "'\(scalar.string)' has no key '\(key)': write the value above as keys first")
      }
      return try set(Node([(Node, Node)]()), path, value)
    case .alias: throw Problem(description: "'\(key)' stands in an alias")
    }
  }
}
