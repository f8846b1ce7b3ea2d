import Yams

/// The members of a mapping in the order in which they stand, merge keys (`<<`) followed. A member that stands in
/// the mapping itself goes over one that a merge key brings; of several merged mappings the first wins.
struct MappingMembers {
  /// The keys, in order.
  private(set) var names: [String] = []
  private var members: [String: (key: Node, value: Node)] = [:]

  init(_ mapping: Node.Mapping) {
    var budget = 5000
    self.init(mapping, &budget)
  }

  /// - Parameter budget: members that merge keys may still bring in: aliases multiply.
  private init(_ mapping: Node.Mapping, _ budget: inout Int) {
    for (key, value) in mapping {
      if key.scalar?.string == "<<" {
        for (name, key, value) in Self.merged(value, &budget) where members[name] == nil {
          budget -= 1
          add(name, key, value)
        }
      } else {
        add(key.scalar?.string ?? "", key, value)
      }
    }
  }

  subscript(name: String) -> (key: Node, value: Node)? { members[name] }

  /// The pairs, in order.
  var pairs: [(Node, Node)] { names.compactMap { members[$0] } }

  /// Adds a member, in place of one of that name.
  mutating func add(_ name: String, _ key: Node, _ value: Node) {
    if members[name] == nil { names.append(name) }
    members[name] = (key, value)
  }

  /// Takes a member away; its value.
  mutating func remove(_ name: String) -> Node? {
    names.removeAll { $0 == name }
    return members.removeValue(forKey: name)?.value
  }

  private static func merged(_ value: Node, _ budget: inout Int) -> [(String, Node, Node)] {
    budget -= 1
    guard budget > 0 else { return [] }
    switch value {
    case .mapping(let mapping):
      let inner = MappingMembers(mapping, &budget)
      return inner.names.compactMap { name in inner[name].map { (name, $0.key, $0.value) } }
    case .sequence(let sequence):
      return sequence.flatMap { merged($0, &budget) }
    case .scalar, .alias: return []
    }
  }
}

/// One node over another.
enum NodeMerge {
  /// Mappings are merged key by key, at every depth; everything else is taken from `over`: lists are not joined,
  /// and null takes a key away. The place of the result is that of `over`.
  static func merge(_ base: Node, _ over: Node, depth: Int = 0) -> Node {
    guard depth < 64, case .mapping(let lower) = base, case .mapping(let upper) = over else { return over }
    var members = MappingMembers(lower)
    let changes = MappingMembers(upper)
    for name in changes.names {
      guard let (key, value) = changes[name] else { continue }
      members.add(name, key, members[name].map { merge($0.value, value, depth: depth + 1) } ?? value)
    }
    return .mapping(Node.Mapping(members.pairs, upper.tag, upper.style, upper.mark))
  }
}
