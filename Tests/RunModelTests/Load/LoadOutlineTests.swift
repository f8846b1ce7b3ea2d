import RunModel
import Testing

/// The plan of a load as columns of a picture.
@Suite struct LoadOutlineTests {
  private static func outline(_ shape: some LoadShape, columns: Int) -> LoadOutline? {
    LoadOutline(ExecutionPolicy(load: LoadProfile(shape)), seed: 1, shard: nil, columns: columns)
  }

  /// Two users for 4 s, six until the 8th second, one until the 12th.
  private static let steps = ClosedLoad(
    stages: ([(0, 2), (4, 2), (0, 6), (4, 6), (0, 1), (4, 1)] as [(Int, Double)]).map {
      LoadStage(duration: .seconds($0.0), target: $0.1)
    })

  @Test("A column has the most users of its time, up to the end of the plan")
  func users() throws {
    let outline = try #require(Self.outline(Self.steps, columns: 4))
    #expect(outline.values == [2, 6, 6, 1] && outline.peak == 6)
    #expect(outline.arrivals == nil && outline.length == 12 && outline.isWhole)
  }

  @Test("A column of arrivals has their mean a second, and each arrival is counted once")
  func arrivals() throws {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(10), target: 3)])
    let outline = try #require(Self.outline(load, columns: 5))
    #expect(outline.values == [3, 3, 3, 3, 3] && outline.arrivals == 30)
  }

  private static let units: [(LoadProfile, String)] = [
    (LoadProfile(steps), "users"),
    (LoadProfile(BurstLoad(size: 1, every: .seconds(1), duration: .seconds(2))), "arrivals a second"),
    (
      LoadProfile(
        BurstLoad(
          size: 1, every: .seconds(1), duration: .seconds(2), rules: .init(session: UserSession(tasks: 3)))),
      "users who arrive a second"
    ),
  ]

  @Test("What the columns count is named after what arrives", arguments: 0..<units.count)
  func unit(row: Int) {
    let (load, unit) = Self.units[row]
    let outline = LoadOutline(ExecutionPolicy(load: load), seed: 1, shard: nil, columns: 2)
    #expect(outline?.unit == unit)
  }

  @Test("Stages of one name that follow each other are marked once, where the first begins")
  func marks() {
    let marks = [
      LoadStage(duration: .seconds(5), target: 1, name: "rise"),
      LoadStage(duration: .seconds(5), target: 2, name: "rise"),
      LoadStage(duration: .seconds(3), target: 2),
      LoadStage(duration: .seconds(4), target: 9, name: "peak"),
    ].marks
    #expect(marks.map(\.name) == ["rise", "peak"] && marks.map(\.at) == [0, 13])
  }

  @Test("A load that ends with its tasks has no plan over time")
  func withoutALength() {
    #expect(Self.outline(FixedLoad(users: 2, iterations: 3), columns: 4) == nil)
  }
}
