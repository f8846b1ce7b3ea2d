/// What a report's time says, for all forms of it.
extension ReportDocument {
  /// The run by how much was in flight.
  package var loadBins: LoadBins { LoadBins(measurements, duration: duration) }

  /// Which node carries slow tasks; `nil` when no node is known.
  package var nodeWords: NodeWords? { NodeWords(measurements.time, loadBins) }

  /// What slow tasks are made of, and which node carries them: a sentence each.
  package var timeWords: [String] { [measurements.time.sentence, nodeWords?.sentence].compactMap(\.self) }
}
