import Foundation
import RunModel
import Testing

/// A run that tells a collector: what comes there is read by the messages that OpenTelemetry publishes.
@Suite(.serialized) struct OTLPCommandTests {
  private static let scenario = """
    name: told
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 3, gap_ms: 1, events: 3, faults: {workflow-failed: 0.2}}}
    load: {rate: 20, duration: 7s}

    """
  private static let taken = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
  private static let secret = "Bearer hush-HUSHHUSH"

  private func run(_ url: String, _ options: [String], _ program: ProgramTests) throws -> ProgramTests.Outcome
  {
    try program.call(
      ["run", try program.scenario(Self.scenario), "--reports", program.folder + "/r", "--otlp", url]
        + options,
      environment: ["OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20hush-HUSHHUSH"])
  }

  @Test func aCollectorHasEveryTaskAndItsMetrics() throws {
    let collector = EchoServer { _, _ in Self.taken }
    defer { collector.stop() }
    let program = try ProgramTests()
    let outcome = try run("http://127.0.0.1:\(collector.port)", ["--otlp-sample", "1"], program)
    #expect(!outcome.errors.contains("otlp"), "\(outcome.errors)")
    let bodies = { (path: String) in
      collector.requests.filter { $0.hasPrefix("POST \(path) ") }.compactMap { request in
        request.range(of: "\r\n\r\n").map { String(request[$0.upperBound...]) }
      }
    }
    #expect(collector.requests.allSatisfy { $0.contains("authorization: \(Self.secret)\r\n") })
    let (traces, metrics) = (bodies("/v1/traces"), bodies("/v1/metrics"))
    #expect(metrics.count >= 2 && traces.count >= 2)
    let tasks = Set(
      traces.joined().matches(of: #/"floodgate\.task","value":\{"stringValue":"(task-\d+)"/#).map(\.1))
    #expect(tasks.count == 140, "a trace a task")
    #expect(traces.joined().contains(#""name":"LLM (llm)""#) || traces.joined().contains("dify.node.type"))
    #expect(!(try program.report().notes.joined()).contains("otlp"))
    try publishedMessagesRead(traces, metrics, program.folder)
  }

  /// Ids are hexadecimal in OTLP's JSON, and base64 in that of any protobuf: the one difference.
  private func publishedMessagesRead(_ traces: [String], _ metrics: [String], _ folder: String) throws {
    let script = """
      import base64, json, sys
      from google.protobuf import json_format
      from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest as Traces
      from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest as Metrics
      def ids(value):
          if isinstance(value, list): return [ids(v) for v in value]
          if not isinstance(value, dict): return value
          turn = lambda k, v: base64.b64encode(bytes.fromhex(v)).decode() if k in ("traceId", "spanId", "parentSpanId") else ids(v)
          return {k: turn(k, v) for k, v in value.items()}
      spans = points = 0
      for line in open(sys.argv[1] + "/traces"):
          message = json_format.Parse(json.dumps(ids(json.loads(line))), Traces())
          for s in message.resource_spans[0].scope_spans[0].spans:
              assert len(s.trace_id) == 16 and len(s.span_id) == 8 and len(s.parent_span_id) in (0, 8), s
              assert 0 < s.start_time_unix_nano <= s.end_time_unix_nano, s
              assert all(s.start_time_unix_nano <= e.time_unix_nano <= s.end_time_unix_nano for e in s.events), s
              spans += 1
      for line in open(sys.argv[1] + "/metrics"):
          message = json_format.Parse(line, Metrics())
          for m in message.resource_metrics[0].scope_metrics[0].metrics:
              for p in getattr(m, m.WhichOneof("data")).data_points:
                  if m.HasField("histogram"):
                      assert len(p.bucket_counts) == len(p.explicit_bounds) + 1 and sum(p.bucket_counts) == p.count, p
                  points += 1
      assert spans > 400 and points > 20, (spans, points)
      """
    let packages = ["PYTHONPATH": Repository.root.appending(path: ".build/python").path()]
    guard
      try Repository.call(
        ["python3", "-c", "import opentelemetry.proto.trace.v1.trace_pb2"], environment: packages
      ).code == 0
    else { return }
    for (name, lines) in [("traces", traces), ("metrics", metrics)] {
      try lines.joined(separator: "\n").write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let read = try Repository.call(["python3", "-c", script, folder], environment: packages)
    #expect(read.code == 0, "\(read.output)")
  }

  /// Nobody listens there, or one who refuses what comes and repeats what is secret.
  @Test(arguments: [false, true]) func aCollectorThatFailsIsToldOnceAndHurtsNobody(listens: Bool) throws {
    let words = "{\"message\":\"not you, \(Self.secret)\"}"
    let collector = EchoServer { _, _ in
      "HTTP/1.1 401 Unauthorized\r\nContent-Length: \(words.utf8.count)\r\n\r\n\(words)"
    }
    if !listens { collector.stop() }
    defer { if listens { collector.stop() } }
    let program = try ProgramTests()
    let outcome = try run("http://127.0.0.1:\(collector.port)", ["--otlp-sample", "1"], program)
    #expect(
      outcome.errors.components(separatedBy: "the run goes on without it").count == 2, "\(outcome.errors)")
    let report = try program.report()
    #expect(report.measurements.inclusive.total == 140)
    let note = try #require(report.notes.first { $0.hasPrefix("otlp: 0 of 140 sampled traces were sent") })
    #expect(note.contains(listens ? "140 were refused" : "140 were not sent before the run's end"), "\(note)")
    #expect(!(outcome.errors + outcome.output + report.notes.joined()).contains("HUSHHUSH"))
  }

  @Test(arguments: [
    (["--otlp", "collector:4318"], "--otlp: expected http://"),
    (["--otlp", "http://127.0.0.1:1", "--otlp-sample", "2"], "--otlp-sample is 2, expected a share"),
    (
      ["--otlp", "http://127.0.0.1:1", "--alternate", "1s", "--against", "http://127.0.0.1:2/v1"],
      "--alternate"
    ),
  ]) func mistakesAreExplained(options: [String], words: String) throws {
    let program = try ProgramTests()
    let outcome = try program.call(["run", try program.scenario(Self.scenario)] + options)
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome.errors)")
  }
}
