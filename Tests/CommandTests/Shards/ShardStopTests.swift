import Foundation
import LoadEngine
import Report
import RunModel
import Synchronization
import Testing

@testable import Session

/// What ends one shard ends all, soon.
@Suite struct ShardStopTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path

  private func planned() async throws -> ShardsFolder {
    let scenario = """
      name: together
      target: {app: workflow, mock: {}}
      matrix: {n: [1, 2]}
      load: {rate: 20, duration: 600s}
      """
    let manifest = try await ManifestLoader().load(text: scenario, name: "s")
    var options = RunSession.Options()
    (options.reports, options.stub) = (folder, true)
    let plan = ShardsPlan(count: 2, launcher: LauncherOptions(.slurm, program: ""), gatherSeconds: 600)
    return try ShardedRun(manifest, plan, options: options, token: CancellationToken()).folder
  }

  private func sleepALook() async { try? await Task.sleep(for: .milliseconds(400)) }

  /// Two seconds are five looks at the shared folder. The looks of the test itself take as long as those of the shard: on a
  /// machine that is busy both are slow.
  @Test(arguments: [false, true]) func theOtherHearsOfItWithinFiveLooks(aborts: Bool) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shared = try await planned()
    let tokens = [CancellationToken(), CancellationToken()]
    let runs = try (1...2).map { number in
      let session = try ShardSession(shared, number: number, token: tokens[number - 1])
      return Task { try await session.run().report }
    }
    let words = shared.words(of: 1)
    while words.began().count < 2 { await sleepALook() }
    // Until each says that it has done something: on a busy machine that takes a while.
    let files = (1...2).map { LiveFile(folder: shared.run(of: $0).folder) }
    while files.contains(where: { $0.read()?.finished ?? 0 == 0 }) { await sleepALook() }
    if aborts { tokens[0].abort(reason: "enough") } else { tokens[0].cancel(reason: "enough") }
    while words.stop() == nil { try? await Task.sleep(for: .milliseconds(5)) }
    var looks = 0
    while tokens[1].stage == .none {
      await sleepALook()
      looks += 1
    }
    #expect(looks <= 5)
    let (first, second) = (try await runs[0].value, try await runs[1].value)
    #expect(first.stopReason == .user("enough") && second.stopReason == .user("enough"))
    #expect(max(first.duration, second.duration) < 600)
    // Of 20 a second that both share, none is begun behind the stop.
    let begun = [first, second].map { $0.counts?.begun ?? 0 }
    #expect(begun.allSatisfy { $0 > 0 && $0 < 6000 }, "\(begun)")
  }
}
