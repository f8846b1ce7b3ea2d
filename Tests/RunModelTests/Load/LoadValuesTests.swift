import Foundation
import RunModel
import Testing

/// What a load's values come to in words, on disk, and when they cannot be run.
@Suite struct LoadValuesTests {
  private static func examples<Shape: LoadShape>(of _: Shape.Type) -> [LoadProfile] {
    Shape.examples.map { LoadProfile($0) }
  }

  @Test(
    "Each shape is read back as it was written", arguments: LoadProfile.shapes.flatMap { examples(of: $0) })
  func roundTrip(load: LoadProfile) throws {
    #expect(try JSONDecoder().decode(LoadProfile.self, from: JSONEncoder().encode(load)) == load)
  }

  /// By hand: 9 s from 1 to 7 a second are 36 arrivals, 5 s from 7 to 20 are 67.5; 30 at 0, 4, 8, 12 and 16 s.
  private static let tasks: [(LoadProfile, Double)] = [
    (LoadProfile(OpenLoad.examples[0]), 103.5), (LoadProfile(OpenLoad.examples[3]), 310.5),
    (LoadProfile(BurstLoad.examples[0]), 150), (LoadProfile(ReplayLoad.examples[0]), 90),
  ]

  @Test("Arrivals, times the tasks of each who arrives, are the tasks that a load plans", arguments: 0..<4)
  func planned(row: Int) { #expect(Self.tasks[row].0.shape.words.tasks == Self.tasks[row].1) }

  private static let problems: [(LoadProfile, String)] = [
    (LoadProfile(ReplayLoad(file: "trace.jsonl", speed: 0)), "load.speed"),
    (LoadProfile(ReplayLoad(file: "trace.jsonl", longestGap: .zero)), "load.longest_gap"),
    (
      LoadProfile(
        SineLoad(mean: 5, swing: 2, period: .seconds(4), duration: .seconds(8), warmUp: .seconds(-1))),
      "load.warm_up"
    ),
    (
      LoadProfile(BurstLoad(size: 1, every: .seconds(1), duration: .seconds(8), warmUp: .seconds(-1))),
      "load.warm_up"
    ),
  ]

  @Test("A value that no load can have is a problem of its key", arguments: 0..<problems.count)
  func problem(row: Int) {
    let (load, field) = Self.problems[row]
    #expect(load.shape.problems.map(\.field) == [field])
  }

  @Test("Of many stages the first twelve are said, and how many more there are")
  func stages() {
    func words(_ count: Int) -> String {
      [LoadStage](repeating: LoadStage(duration: .seconds(9), target: 2), count: count).words("users")
    }
    #expect(words(12).components(separatedBy: "to 2 users over 9 s").count == 13)
    #expect(words(13) == "\(words(12)), and 1 more stage")
    #expect(words(30).hasSuffix(", and 18 more stages"))
  }
}
