extension CanonicalJSON {
  /// A member of an object: its name, and where its text begins, which is `{` or `,` before the name.
  struct Member {
    var name: String
    var start: Int
  }

  /// Puts the members that the text ends with into the order of their names.
  mutating func sortMembers(_ members: ArraySlice<Member>) {
    guard let start = members.first?.start else { return }
    let order = members.indices.sorted { members[$0].name < members[$1].name }
    if order.elementsEqual(members.indices) { return }
    let unsorted = text.bytes(from: start)
    text.removeAll(from: start)
    for index in order {
      let end = index + 1 < members.endIndex ? members[index + 1].start - start : unsorted.count
      text.add(text.count == start ? UInt8(ascii: "{") : UInt8(ascii: ","))
      let member = unsorted[(members[index].start - start + 1)..<end]
      unsafe member.withUnsafeBufferPointer { unsafe text.add($0) }
    }
  }

  /// Appends whole numbers as an array.
  mutating func write(integers: [Int64]) {
    writeList(integers) { $0.write(integer: $1) }
  }
}
