import CaseMatrix
import RunModel
import Testing

@Suite struct ExpansionTests {
  private func matrix(_ change: (inout MatrixSpecification) -> Void) -> MatrixSpecification {
    var matrix = MatrixSpecification(dimensions: [
      .init(name: "a", values: [1, 2]), .init(name: "b", values: ["x", "y", "z"]),
    ])
    change(&matrix)
    return matrix
  }

  private func cases(_ matrix: MatrixSpecification, limit: Int = 1000) throws -> [TestCase] {
    try CaseExpansion([matrix], seed: 1, limit: limit).cases()
  }

  @Test("B02 the product, the last dimension fastest")
  func product() throws {
    let cases = try cases(matrix { _ in })
    #expect(cases.map { $0.parameters["a"]! } == [1, 1, 1, 2, 2, 2])
    #expect(cases.map { $0.parameters["b"]! } == ["x", "y", "z", "x", "y", "z"])
    #expect(Set(cases.map(\.id)).count == 6)
  }

  @Test func idsComeFromContentNotPosition() throws {
    let forward = try cases(matrix { _ in })
    let backward = try cases(
      matrix { $0.dimensions = $0.dimensions.map { .init(name: $0.name, values: $0.values.reversed()) } })
    #expect(Set(forward.map(\.id)) == Set(backward.map(\.id)) && forward.map(\.id) != backward.map(\.id))
  }

  @Test func strategies() throws {
    #expect(try cases(matrix { $0.strategy = .oneFactorAtATime }).count == 4)
    #expect(throws: (any Error).self) { try self.cases(self.matrix { $0.strategy = .zip }) }
    let zipped = try cases(
      matrix {
        $0.strategy = .zip; $0.dimensions[0].values = [9]
      })
    #expect(zipped.map { $0.parameters["a"]! } == [9, 9, 9])
    let sample = try cases(matrix { $0.strategy = .sample(4) })
    #expect(sample.count == 4 && Set(sample.map(\.id)).count == 4)
    #expect(try cases(matrix { $0.strategy = .sample(4) }) == sample)
  }

  @Test func templatesKeepKindsAndNameMistakes() throws {
    let cases = try cases(
      matrix {
        $0.inputs = ["n": "${input.a}", "t": "${input.b} and ${input.a}", "c": true]
        $0.query = "about ${input.b}"
        $0.tags = ["kind": "${input.b}"]
      })
    #expect(
      cases[0].parameters["n"] == 1 && cases[0].parameters["t"] == "x and 1" && cases[0].query == "about x")
    #expect(cases[0].tags == ["kind": "x"])
    #expect(throws: (any Error).self) { try self.cases(self.matrix { $0.inputs = ["n": "${input.c}"] }) }
  }

  @Test func underscoredNamesAreNotSent() throws {
    let cases = try cases(
      matrix {
        $0.dimensions[0].name = "_a"; $0.inputs = ["n": "${input._a}"]
      })
    #expect(cases[0].parameters == ["b": "x", "n": 1])
  }

  @Test func tooManyAreRefusedWithTheirFactors() {
    let error = #expect(throws: (any Error).self) {
      try self.cases(self.matrix { $0.repeats = 9 }, limit: 20)
    }
    #expect("\(error!)".contains("a: 2 x b: 3 x repeat: 9") && "\(error!)".contains("54"))
  }

  @Test func repeatsShareTheirId() throws {
    let cases = try cases(matrix { $0.repeats = 2 })
    #expect(cases.count == 12 && cases[0].id == cases[1].id && cases.map(\.repetition).prefix(2) == [0, 1])
  }

  @Test("S011 a manifest is written, hashed, read and checked")
  func manifests() throws {
    let manifest = RunManifest(name: "m", cases: try cases(matrix { _ in }), seed: 3, metadata: ["k": "v"])
    let bytes = try ManifestLines.encode(manifest)
    #expect(try ManifestLines.encode(manifest) == bytes)
    let read = try ManifestLines.decode(bytes)
    #expect(read.cases == manifest.cases && read.header.caseCount == 6 && read.header.contentHash.count == 64)
    var changed = bytes
    let place = try #require(changed.lastIndex(of: UInt8(ascii: "z")))
    changed[place] = UInt8(ascii: "q")
    #expect(throws: ManifestLines.Problem.self) { try ManifestLines.decode(changed) }
    #expect(throws: ManifestLines.Problem.self) { try ManifestLines.decode([]) }
    #expect(throws: ManifestLines.Problem.self) {
      try ManifestLines.decode(Array(bytes.prefix(bytes.count / 2)))
    }
  }
}
