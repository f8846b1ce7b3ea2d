import FoundationEssentials
import Report
import RunModel

/// The API keys of targets, from where the scenario says they are.
package enum TargetKeys {
  /// The key of a target; the stand-in has one of its own. Throws ``UsageProblem``.
  package static func key(of target: TargetSpecification, in environment: [String: String]) throws -> Secret?
  {
    if let missing = target.missingSecret {
      throw UsageProblem(
        "the \(missing) of target '\(target.name)' is secret and not in a manifest; run the scenario itself")
    }
    switch target.key {
    case nil:
      let own = target.call?.asksKnowledge == true ? "dataset-mock" : "app-mock"
      return target.isStandIn ? Secret(own) : nil
    case .environment(let name):
      guard let text = environment[name], !text.isEmpty else {
        throw UsageProblem(
          "the API key of target '\(target.name)' is to come from the environment variable '\(name)', which is not set: export \(name)=..., the key that Dify shows under API Access"
        )
      }
      return Secret(text)
    case .file(let path):
      let bytes = try ReportFile.readBytes(path, limit: 4096)
      let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(
        String.init)
      guard let text else { throw UsageProblem("the API key file '\(path)' is empty; write the key into it") }
      return Secret(text)
    }
  }
}
