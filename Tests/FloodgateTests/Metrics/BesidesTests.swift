import Foundation
import LoadEngine
import RunModel
import Testing

@testable import Session

/// Threads beside a run end with it.
@Suite struct BesidesTests {
  private struct Refused: Error {}

  /// Also when something keeps the load from beginning, or breaks it.
  @Test(arguments: [false, true]) func theyAreClosedWhateverComes(breaks: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let scenario = "name: s\ntarget: {app: workflow, mock: {}}\nmatrix: {n: [1, 2]}\n"
    var manifest = try await ManifestLoader().load(text: scenario, name: "s")
    let gate = try RunGate.make(for: &manifest)
    var options = RunSession.Options()
    (options.reports, options.stub) = (folder, true)
    options.otlp = try OTLPSettings(url: "http://127.0.0.1:1", sample: 1, environment: [:])
    let besides = Besides()
    if breaks {
      let client = try BesideClient()
      besides.add(client)
      options.beforeLoad = { throw Refused() }
    }
    let session = RunSession(manifest: manifest, gate: gate, options: options, token: CancellationToken())
    if breaks {
      await #expect(throws: Refused.self) { _ = try await session.run(besides) }
    } else {
      _ = try await session.run(besides)
    }
    #expect(besides.open == 0 && besides.count == 1)
  }

  @Test func aSecondCloseDoesNothing() async throws {
    let client = try BesideClient()
    await client.close()
    await client.close()
    #expect(client.isClosed)
  }
}
