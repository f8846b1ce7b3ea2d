import RunModel

/// Runs the body; what it throws is thrown as the task error that `map` makes of it, or as itself where `map`
/// has nothing to say.
///
/// ```swift
/// try await mapErrors({ $0 is InvalidInput ? .business("invalid input") : nil }) { try await call() }
/// ```
public func mapErrors<Value>(
  _ map: (any Error) -> TaskError?, in body: () async throws -> Value
) async throws -> Value {
  do {
    return try await body()
  } catch {
    throw map(error) ?? error
  }
}
