import LoadEngine
import RunModel
import Testing

/// The generator watches itself, in real time.
@Suite struct GeneratorTests {
  @Test func aLiveRunSaysHowItsGeneratorFared() async throws {
    let result = try await ConcurrentExecutor { _ in .success }.run(.fixture(cases: 3))
    #expect(result.generator.openFiles > 0 && result.generator.openFileLimit >= result.generator.openFiles)
    #expect(result.generator.loopUtilisation == nil, "too short to say")
  }

  @Test func aVirtualOneHasNothingToSay() async throws {
    let result = try await ConcurrentExecutor(clock: .virtual) { _ in .success }.run(.fixture(cases: 3))
    #expect(result.generator == GeneratorHealth())
  }
}
