import Foundation
import MockDify
import Report
import RunModel
import Testing

/// A key, and a header that is secret by its name, are in nothing that a run leaves behind.
@Suite(.serialized) struct SecretsTests {
  static let secrets = ["app-KEYKEYKEYKEY", "HEADERHEADERHEADER"]

  /// Every file of a folder, compressed ones as they are and as what they hold.
  private func texts(_ folder: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
      guard let bytes = try? ReportFile.readBytes("\(folder)/\(name)") else { continue }
      texts[name] = String(decoding: bytes, as: UTF8.self)
      if name.hasSuffix(".gz") {
        texts["\(name), decompressed"] = String(decoding: try Gzip.decompress(bytes), as: UTF8.self)
      }
    }
    return texts
  }

  private func expectNoSecret(_ text: String, _ place: String) {
    for secret in Self.secrets { #expect(!text.contains(secret), "\(secret) is in \(place)") }
  }

  private func scenario(_ url: String) -> String {
    """
    name: secrets
    target:
      base_url: \(url)
      api_key: ${FG_TEST_KEY}
      app: workflow
      headers: {X-Api-Token: HEADERHEADERHEADER, X-Team: blue}
    matrix: {topic: [a, b, c], n: {from: 1, to: 8}}
    execution: {concurrency: 4}

    """
  }

  private let environment = ["FG_TEST_KEY": secrets[0]]

  @Test func aRunLeavesNeitherKeyNorSecretHeader() async throws {
    var configuration = MockConfiguration()
    configuration.key = Self.secrets[0]
    (configuration.firstByte, configuration.firstText, configuration.gap) = (0.2, 1, 0.2)
    configuration.faults = [.http502: 0.2, .workflowFailed: 0.2, .streamError: 0.2]
    let server = try await MockDifyServer.start(configuration)
    let tests = try ProgramTests()
    let file = try tests.scenario(scenario(server.url))
    let outcome = try tests.call(
      ["run", file, "--reports", tests.folder + "/r", "--keep-outputs"], environment: environment)
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    let run = try #require(try tests.runFolders().first)
    let folder = "\(tests.folder)/r/\(run)"
    for name in ["failed", "error"] {
      let seen = try tests.call(["inspect", folder, "--status", name])
      #expect(
        seen.output.contains("    sent      {") && seen.output.contains("    body      "), "\(seen.output)")
      expectNoSecret(seen.output + seen.errors, "inspect")
    }
    expectNoSecret(outcome.output + outcome.errors, "the program's output")
    let texts = try texts(tests.folder)
    #expect(texts.count >= 6, "\(texts.keys)")
    for (name, text) in texts where name != "s.yaml" { expectNoSecret(text, name) }
    #expect(texts["r/\(run)/manifest.jsonl"]?.contains("blue") == true, "other headers are kept")
    let again = try tests.call(["run", folder + "/manifest.jsonl"], environment: environment)
    #expect(
      again.code == 1 && again.errors.contains("the header 'X-Api-Token' of target 'default' is secret"),
      "\(again.errors)")
    await server.shutdown()
  }

  /// Values of --set stand in the manifest's facts, in the sweep's table, in steps and in their names.
  @Test func aSweepKeepsNoSecretThatItSets() throws {
    let tests = try ProgramTests()
    let file = try tests.scenario(
      """
      name: swept
      target: {app: workflow, mock: {first_byte_ms: 0, events: 1}, headers: {X-Team: blue}}
      matrix: {n: {from: 1, to: 4}}
      """)
    let secrets = ["BEARERONE111", "BEARERTWO222", "PROXYPASSWORD", "QUERYVALUE99"]
    let outcome = try tests.call([
      "sweep", file, "--set", "target.headers.X-Api-Token=Bearer \(secrets[0]),Bearer \(secrets[1])",
      "--set", "target.headers.X-Team=red", "--cool-down", "0", "--reports", tests.folder + "/r",
    ])
    #expect(outcome.code == 0, "\(outcome)")
    // These cannot be reached, and the first step of all has to begin.
    let others = try tests.call([
      "sweep", file, "--set",
      "target.connection={proxy: \"http://me:\(secrets[2])@127.0.0.1:1\"},{http: \"1.1\"}", "--cool-down",
      "0",
      "--reports", tests.folder + "/r", "--set", "target.base_url=http://127.0.0.1:1/v1?sign=\(secrets[3])",
    ])
    let texts = try texts(tests.folder + "/r")
    for secret in secrets {
      #expect(!outcome.output.contains(secret) && !others.output.contains(secret))
      for (name, text) in texts { #expect(!text.contains(secret), "\(secret) is in \(name)") }
    }
    let sweep = try #require(texts.first { $0.key.hasSuffix("sweep.json.gz, decompressed") }?.value)
    #expect(sweep.contains("[secret] 1") && sweep.contains("[secret] 2") && sweep.contains("\"red\""))
    #expect(
      texts.contains { $0.value.contains("target.headers.X-Api-Token=[secret], target.headers.X-Team=red") }
    )
  }

  @Test(arguments: ["http://127.0.0.1:1", "http://no-such-host.invalid", "http://127.0.0.1:PORT"])
  func errorsDoNotNameThem(url: String) async throws {
    var configuration = MockConfiguration()
    configuration.key = "another key"
    let server = try await MockDifyServer.start(configuration)
    let tests = try ProgramTests()
    let file = try tests.scenario(
      scenario(url.replacingOccurrences(of: "http://127.0.0.1:PORT", with: server.url)))
    for arguments in [["run", file], ["plan", file], ["validate", file], ["run", file, "--dry-run"]] {
      let outcome = try tests.call(
        arguments
          + (arguments.count == 2 && arguments[0] == "run" ? ["--reports", tests.folder + "/r"] : []),
        environment: environment)
      expectNoSecret(outcome.output + outcome.errors, "\(arguments)")
    }
    for (name, text) in try texts(tests.folder) where name != "s.yaml" { expectNoSecret(text, name) }
    await server.shutdown()
  }
}
