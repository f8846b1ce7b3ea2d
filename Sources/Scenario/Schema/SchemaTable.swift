/// All sections of scenario files. A new one has its place here.
package enum SchemaTable {
  static let declared: [any KeySection.Type] = [
    FileKeys.self, ScenarioKeys.self, VariantKeys.self, RequestKeys.self,
    TargetKeys.self, APIKeyKeys.self, ModelPriceKeys.self, UserKeys.self, ConnectionKeys.self,
    FollowUpKeys.self,
    StopPlanKeys.self,
    MatrixKeys.self, StrategyKeys.self, TurnKeys.self, FileReferenceKeys.self, ExpectationKeys.self,
    DimensionKeys.self, WeightedKeys.self, ColumnKeys.self, ConditionKeys.self, BoundaryKeys.self,
    ExecutionKeys.self, RateLimitKeys.self, RetryKeys.self, StopKeys.self, ErrorRateKeys.self,
    SuccessRateKeys.self, LoadKeys.self, StageKeys.self, StepsKeys.self, SpikeKeys.self, ThinkTimeKeys.self,
    ThresholdKeys.self, BudgetKeys.self, BandKeys.self, ReconcileKeys.self, BaselineKeys.self,
    ObserveKeys.self, ObserveQueryKeys.self,
  ]

  /// As the schema and the reference show them.
  package static let sections: [SchemaSection] = declared.map { $0.schema }

  /// The sections that have a key of this name: at most three, for a message.
  static func homes(of key: String) -> [String] {
    Array(sections.filter { $0.keys.contains { $0.name == key } }.map(\.name).prefix(3))
  }

  /// The section of a name.
  package static func section(_ name: String) -> SchemaSection? { sections.first { $0.name == name } }
}
