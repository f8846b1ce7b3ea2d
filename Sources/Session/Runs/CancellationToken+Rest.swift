import LoadEngine

extension CancellationToken {
  /// Waits so long, or until something is asked of the token.
  func rest(_ length: Duration) async {
    let pause = Task { try? await Task.sleep(for: length) }
    let user = attach { _, _ in pause.cancel() }
    await pause.value
    detach(user)
  }
}
