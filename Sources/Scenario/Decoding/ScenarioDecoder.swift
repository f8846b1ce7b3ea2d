import RunModel
import Yams

/// The whole file.
struct ScenarioDecoder {
  let file: SourceFile

  func decode(_ reader: YAMLReader) -> ScenarioDocument {
    var reader = reader
    let name = reader.text("name") ?? Self.baseName(file.name)
    let seed = reader.integer("seed", 0...Int.max, "a whole number from 0") ?? 1
    let target = TargetDecoder(file: file).decode(reader.value("target"), reader)
    let matrix = MatrixDecoder(file: file).decode(&reader, scenario: name)
    let matrices = MatrixDecoder(file: file).variants(&reader, of: matrix)
    var execution = ExecutionDecoder(file: file).decode(reader.mapping("execution"))
    if let limit = ExecutionDecoder(file: file).rateLimit(reader.mapping("rate_control")) {
      execution.rateControl = limit.stricter(execution.rateControl)
    }
    if let load = LoadDecoder(file: file).decode(reader.mapping("load")) { execution.load = load }
    let expectations = ExpectationDecoder(file: file).decode(reader.list("expect"), reader, path: "expect")
    let thresholds = ThresholdDecoder(file: file).decode(reader.list("thresholds"), reader)
    reader.finish()
    return ScenarioDocument(
      name: name, seed: UInt64(seed), targets: [target], matrices: matrices, execution: execution,
      thresholds: thresholds, expectations: expectations)
  }

  private static func baseName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}
