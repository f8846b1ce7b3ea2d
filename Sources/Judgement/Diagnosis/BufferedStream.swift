import RunModel
import Statistics

/// Events come in lumps: something on the way holds the stream back.
enum BufferedStream: DiagnosisRule {
  static func find(_ facts: DiagnosisFacts) -> Diagnosis? {
    guard facts.isTelling, isBuffered(facts) || isSilent(facts) else { return nil }
    let traffic = facts.measurements.traffic
    let run = facts.usualTime(DiagnosisFacts.run)
    return Diagnosis(
      .bufferedStream,
      isBuffered(facts)
        ? "Streams are held back on their way: events come in lumps."
        : "Streams are held back on their way: they fall silent for longer than Dify's pings let them.",
      evidence: [
        "\(Figures.digits(perRead(facts))) events a read, over \(Figures.count(traffic.eventReads)) reads",
        elapsed(facts).map {
          "the server's own time is \(Figures.seconds($0)), the client saw the run for \(Figures.seconds(run))"
        },
        "\(Figures.count(traffic.pings)) pings in \(Figures.count(traffic.requests)) requests",
        silences(facts) > 0
          ? "\(Figures.count(silences(facts))) silences of 12 s and more, in which Dify pings each 10 s"
          : nil,
      ].compactMap(\.self),
      advice:
        "A proxy buffers: set proxy_buffering off (or the header X-Accel-Buffering: no) for /v1, and no compression for text/event-stream. Until then the time to first text is the proxy's. On 1.11 the first turn of a chat does the same while it is named (auto_generate_name)."
    )
  }

  /// Four events a read and more, and half of the server's own time unseen by the client: many small events that come
  /// at once are no sign by themselves.
  static func isBuffered(_ facts: DiagnosisFacts) -> Bool {
    guard perRead(facts) >= 4, let elapsed = elapsed(facts) else { return false }
    return facts.usualTime(DiagnosisFacts.run) < 0.5 * elapsed
  }

  /// In one of twenty requests, and three at least.
  private static func isSilent(_ facts: DiagnosisFacts) -> Bool {
    silences(facts) >= 3 && silences(facts) * 20 >= facts.measurements.traffic.requests
  }

  private static func silences(_ facts: DiagnosisFacts) -> Int {
    facts.measurements.traffic.anomalies[.silence] ?? 0
  }

  private static func perRead(_ facts: DiagnosisFacts) -> Double {
    let traffic = facts.measurements.traffic
    return traffic.eventReads > 0 ? Double(traffic.events) / Double(traffic.eventReads) : 0
  }

  private static func elapsed(_ facts: DiagnosisFacts) -> Double? {
    facts.measurements.latency(.serverElapsed).mean.map { $0 / 1e9 }
  }
}
