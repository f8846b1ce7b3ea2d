import RunModel

extension AppDescription {
  /// What the app allows of its inputs, for boundary values; inputs without a limit are left out.
  package var limits: [String: BoundaryLimits.Kind] {
    var limits: [String: BoundaryLimits.Kind] = [:]
    for input in inputs {
      switch input.control {
      case "select" where !input.options.isEmpty: limits[input.variable] = .options(input.options)
      case "text-input", "paragraph":
        limits[input.variable] = .text(maxLength: input.maxLength.flatMap { $0 > 0 ? $0 : nil })
      default: break
      }
    }
    return limits
  }
}
