/// What is asked of the server's own metrics while the load goes on: queries of a Prometheus.
package struct ObservePlan: Sendable, Hashable, Codable {
  /// A query in PromQL.
  package struct Query: Sendable, Hashable, Codable {
    /// How reports call it.
    package var name: String
    /// The query itself.
    package var expression: String
    /// Of its values, such as `%`; `nil` for none.
    package var unit: String?

    package init(name: String, expression: String, unit: String? = nil) {
      (self.name, self.expression, self.unit) = (name, expression, unit)
    }
  }

  /// The Prometheus, such as `http://127.0.0.1:9090`.
  package var url: String
  /// Where a bearer token is; `nil` for none.
  package var token: TargetSpecification.KeySource?
  /// From one look to the next, seconds.
  package var every: Double
  /// What is asked, 16 at most.
  package var queries: [Query]

  /// A plan: a look each five seconds.
  package init(
    url: String, token: TargetSpecification.KeySource? = nil, every: Double = 5, queries: [Query]
  ) {
    (self.url, self.token, self.every, self.queries) = (url, token, every, queries)
  }

  package enum Allowed {
    /// Seconds between two looks.
    package static let every = 0.2...3600.0
    /// Queries of a run.
    package static let queries = 1...16
  }
}
