import RunModel
import Testing

@testable import Scenario

@Suite struct StrategyTests {
  private func text(_ strategy: String) -> String {
    "target: mock\nmatrix:\n  a: [1, 2]\n  b: [x, y]\n  strategy: \(strategy)\n"
  }

  @Test(arguments: [
    ("pairwise", MatrixSpecification.Covering()), ("{t_wise: 3}", .init(strength: 3)),
    (
      "{t_wise: 2, max: 7, rows: [{a: 1, b: y}, {b: x}]}",
      .init(rows: [["a": 1, "b": "y"], ["b": "x"]], maximum: 7)
    ),
  ])
  func coveringStrategiesAreRead(strategy: String, covering: MatrixSpecification.Covering) throws {
    #expect(try LoaderTests.load(text(strategy)).matrices[0].strategy == .covering(covering))
  }

  @Test(arguments: [
    ("pairwize", "did you mean 'pairwise'?"), ("{t_wise: 5}", "from 2 to 4"), ("{t_wise: 1}", "from 2 to 4"),
    ("{max: 3}", "the strategy is not named"), ("{t_wize: 2}", "t_wise"),
    ("{t_wise: 2, max: 1, rows: [{a: 1}, {a: 2}]}", "less than the 2 rows"),
    ("{t_wise: 2, rows: [x]}", "'x' where names and values are expected"),
  ])
  func mistakesAreExplained(strategy: String, hint: String) {
    let problems = LoaderTests.problems(text(strategy)).map(\.rendered)
    #expect(problems.contains { $0.contains(hint) && $0.contains("s.yaml:5") }, "\(problems)")
  }
}
