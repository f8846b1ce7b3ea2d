import RunModel
import Testing

@testable import Judgement

/// What went with the step that broke.
@Suite struct CapacitySignsTests {
  private static func step(_ load: Double, _ standing: CapacityStep.Standing, p95: Double, node: Double)
    -> CapacityStep
  {
    var step = CapacityStep(load: load, phase: "rising", standing: standing)
    (step.goodput, step.response.p95, step.nodes) = (load, p95, ["llm (llm)": node])
    return step
  }

  @Test(
    "Answers that take half as long again, while no node does, waited in a queue",
    arguments: [(1.4, 1.0, false), (1.6, 1.0, true), (2.0, 1.0, true), (2.0, 1.1, true)])
  func queue(p95: Double, node: Double, isTold: Bool) throws {
    let steps = [
      Self.step(10, .held, p95: 1, node: 1), Self.step(20, .broke, p95: p95, node: node),
    ]
    let answer = CapacityAnswer(kind: .found, sustained: 10, broke: 20)
    let signs = try #require(CapacitySigns.breaking(steps, answer)).signs
    let words = "no node slowed down: tasks waited in a queue before the workflow began"
    #expect(signs == (isTold ? [words] : []))
  }
}
