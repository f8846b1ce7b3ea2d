import RunModel

/// What the sections of a search and of a sweep show: steps, and what is known of them together.
struct StepsView {
  var unit: CapacityPlan.Unit
  var steps: [CapacityStep]
  var objective: [String]
  /// What is between the load that held and the one that broke; `nil` when it is not known.
  var edge: ClosedRange<Double>?
  var knee: Double?
  /// What of the scenario was set; `nil` when loads alone differ.
  var settings: SweepReport.Settings?
  /// What they come to, for those who cannot see the charts.
  var sentence: String
}
