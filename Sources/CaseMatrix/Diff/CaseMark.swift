import RunModel
import Statistics

/// A case as three numbers: where it stands in the matrix, what it asks, and the how manieth it is.
struct CaseMark: Sendable, Hashable, Comparable {
  var place: UInt64
  var content: UInt64
  var position: Int

  static func < (left: CaseMark, right: CaseMark) -> Bool {
    (left.place, left.content, left.position) < (right.place, right.content, right.position)
  }
}

/// Tells where a case stands: its scenario, its variant, its repetition, and those parameters that are dimensions of
/// the matrix before and after. Where there is no such parameter, a case is its id.
struct CasePlaces: Sendable {
  private let names: [Part: [String]]

  private struct Part: Hashable {
    var scenario: String
    var variant: String?
  }

  init(_ before: ManifestHeader, _ after: ManifestHeader) {
    let (first, second) = (Self.dimensions(before), Self.dimensions(after))
    var names: [Part: [String]] = [:]
    for (part, own) in first {
      guard let other = second[part] else { continue }
      let common = own.filter(other.contains).sorted()
      if !common.isEmpty || (own.isEmpty && other.isEmpty) { names[part] = common }
    }
    self.names = names
  }

  private static func dimensions(_ header: ManifestHeader) -> [Part: [String]] {
    Dictionary(
      (header.parts ?? []).map { (Part(scenario: $0.scenario, variant: $0.variant), $0.dimensions) }
    ) { $0 + $1 }
  }

  func mark(_ testCase: TestCase, at position: Int) throws -> CaseMark {
    let line = try ManifestLines.line(testCase)
    return CaseMark(place: place(testCase), content: Self.hash(line), position: position)
  }

  private func place(_ testCase: TestCase) -> UInt64 {
    var writer = CanonicalJSON(reservingCapacity: 128)
    writer.write(testCase.scenario)
    if let variant = testCase.variant { writer.write(variant) }
    writer.write(.integer(Int64(testCase.repetition)))
    if let names = names[Part(scenario: testCase.scenario, variant: testCase.variant)] {
      for name in names { writer.write(testCase.parameters[name] ?? .null) }
    } else {
      writer.write(testCase.id)
    }
    return Self.hash(writer.finish())
  }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finishShort()
  }
}
