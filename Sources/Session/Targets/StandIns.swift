import MockDify
import Reactor
import RunModel

/// The stand-ins of a run.
package enum StandIns {
  /// Starts a stand-in for each target that asks for one. Throws what is wrong with its options.
  package static func start(_ targets: [TargetSpecification]) async throws -> [String: MockDifyServer] {
    var servers: [String: MockDifyServer] = [:]
    for target in targets where target.isStandIn {
      servers[target.name] = try await MockDifyServer.start(try configuration(target))
    }
    return servers
  }

  /// Does something while the stand-ins of these targets run, with a loop of its own. Throws what the body throws, or what
  /// is wrong with a stand-in's options.
  static func during<Value: Sendable>(
    _ targets: [TargetSpecification],
    _ body: ([String: MockDifyServer], EpollLoop) async throws -> Value
  ) async throws -> Value {
    let mocks = try await start(targets)
    let loop = try EpollLoop()
    let answer: Result<Value, any Error>
    do { answer = .success(try await body(mocks, loop)) } catch { answer = .failure(error) }
    loop.shutdown()
    for mock in mocks.values { await mock.shutdown() }
    return try answer.get()
  }

  /// Throws what is wrong with the options of these targets' stand-ins; starts none.
  static func check(_ targets: [TargetSpecification]) throws {
    for target in targets where target.isStandIn { _ = try configuration(target) }
  }

  private static func configuration(_ target: TargetSpecification) throws -> MockConfiguration {
    var options = target.mock.mapValues { value in
      value.plainText
    }
    // `faults: {http-502: 0.01}` is easier to write than one text.
    if case .object(let faults) = target.mock["faults"] ?? .null {
      options["faults"] = faults.sorted { $0.key < $1.key }.map { "\($0.key):\(share($0.value))" }
        .joined(separator: ",")
    }
    if case .object(let inputs) = target.mock["inputs"] ?? .null {
      options["inputs"] = inputs.sorted { $0.key < $1.key }.map { "\($0.key):\(input($0.value))" }
        .joined(separator: ";")
    }
    if let app = target.app, options["app"] == nil { options["app"] = app.rawValue }
    return try MockConfiguration(options: options)
  }

  /// A number; what is none as it stands there, in quotes that no option takes for one.
  private static func share(_ value: JSONValue) -> String {
    value.doubleValue.map { "\($0)" } ?? "\"\(value.plainText)\""
  }

  /// The most characters of a text, or a list of what it may be.
  private static func input(_ value: JSONValue) -> String {
    guard case .array(let options) = value else {
      return value.plainText
    }
    return options.compactMap(\.stringValue).joined(separator: "|")
  }
}
