import Pages
import RunModel
import Testing

/// The plan of a load, as it is drawn before anything is sent.
@Suite struct LoadPictureTests {
  private static func outline(_ load: LoadProfile, columns: Int = 10, shard: ManifestShard? = nil)
    -> LoadOutline?
  {
    LoadOutline(ExecutionPolicy(load: load), seed: 1, shard: shard, columns: columns)
  }

  @Test func arrivalsAreDrawnAsTheirPlanHasThem() throws {
    let load = OpenLoad(stages: [
      LoadStage(duration: .seconds(5), target: 2, isWarmUp: true, name: "calm"),
      LoadStage(duration: .zero, target: 8, name: "peak"),
      LoadStage(duration: .seconds(5), target: 8, name: "peak"),
    ])
    let outline = try #require(Self.outline(.open(load)))
    #expect(outline.values == [2, 2, 2, 2, 2, 8, 8, 8, 8, 8] && outline.peak == 8)
    #expect(outline.arrivals == 50 && outline.length == 10 && outline.isWhole)
    #expect(outline.warmUps == [0..<5] && outline.marks.map(\.name) == ["calm", "peak"])
    #expect(outline.marks.map(\.at) == [0, 5])
    let half = try #require(Self.outline(.open(load), shard: ManifestShard(1, of: 2)))
    #expect(half.arrivals == 25 && half.unit == "arrivals a second")
  }

  @Test func usersStayUntilTheNextChange() throws {
    let load = ClosedLoad(stages: [
      LoadStage(duration: .zero, target: 4), LoadStage(duration: .seconds(5), target: 4),
      LoadStage(duration: .zero, target: 1), LoadStage(duration: .seconds(5), target: 1),
    ])
    let outline = try #require(Self.outline(.closed(load)))
    #expect(outline.values.prefix(5) == [4, 4, 4, 4, 4] && outline.values.suffix(4) == [1, 1, 1, 1])
    #expect(outline.unit == "users" && outline.arrivals == nil)
  }

  @Test func whatEndsWithItsTasksHasNoPlanOverTime() {
    #expect(Self.outline(.iterations) == nil)
    #expect(Self.outline(LoadProfile(FixedLoad(users: 2, iterations: 3))) == nil)
  }

  @Test func thePictureHoldsEveryLoadAndEscapesNames() {
    let load = BurstLoad(size: 5, every: .seconds(2), duration: .seconds(10))
    let text = LoadPicture([
      .init(title: "a < b & c", outline: Self.outline(LoadProfile(load))),
      .init(title: "cases", outline: nil),
    ]).text
    #expect(text.hasPrefix("<svg ") && text.contains("a &lt; b &amp; c") && !text.contains("a < b"))
    #expect(text.contains("arrivals a second") && text.contains("no plan over time"))
    #expect(text.count { $0 == "<" } == text.count { $0 == ">" })
  }
}
