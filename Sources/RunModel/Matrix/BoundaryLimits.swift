/// Values at the edges of what an input allows: at a limit, just inside and just outside it.
package struct BoundaryLimits: Sendable, Hashable {
  /// What is limited.
  package enum Kind: Sendable, Hashable {
    /// A text of at most so many Unicode code points; `nil` for no limit.
    case text(maxLength: Int?)
    /// A number between two limits, `nil` for none, in steps.
    case number(min: Double?, max: Double?, step: Double)
    /// One of these texts.
    case options([String])
    /// What the app says of its input (`GET /parameters`).
    case server
  }

  /// What is limited.
  package var kind: Kind
  /// Whether values that must be refused are made too.
  package var includesOutside: Bool
  /// Whether a value outside the limits must be refused for its case to succeed.
  package var expectsRefusal: Bool

  /// Limits of a kind.
  package init(_ kind: Kind, includesOutside: Bool = true, expectsRefusal: Bool = false) {
    self.kind = kind
    self.includesOutside = includesOutside
    self.expectsRefusal = expectsRefusal
  }
}

extension MatrixSpecification {
  /// The dimensions whose limits have to be asked of the app.
  package var dimensionsOfServer: [String] {
    dimensions.filter {
      if case .boundary(let limits) = $0.source { limits.kind == .server } else { false }
    }.map(\.name)
  }

  /// The matrix with limits that the app has told, by the names of its inputs.
  package func with(limits: [String: BoundaryLimits.Kind]) -> MatrixSpecification {
    var copy = self
    for index in dimensions.indices {
      guard case .boundary(var boundary) = dimensions[index].source, boundary.kind == .server,
        let told = limits[dimensions[index].name]
      else { continue }
      boundary.kind = told
      copy.dimensions[index].source = .boundary(boundary)
    }
    return copy
  }
}
