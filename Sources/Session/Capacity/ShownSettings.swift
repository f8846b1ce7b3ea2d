import RunModel

extension ManifestHeader {
  /// A value that was set, as it may be seen: without what is secret in its targets.
  func redacted(_ value: String) -> String {
    let secrets = targets.flatMap(\.writtenSecrets)
    // A short one is nobody's search, but it may be the whole value.
    if secrets.contains(where: { $0.reveal() == value }) { return Secret.mark }
    return Secrets(others: secrets).redact(value)
  }
}

extension SweepVariant {
  /// As they may be seen and kept: secret values have marks and numbers, which tell them apart. Each value is secret or
  /// not by what its own scenario became.
  package static func shown(_ variants: [SweepVariant]) -> [SweepVariant] {
    var numbers: [Int: [String]] = [:]
    return variants.map { variant in
      let values = variant.values.enumerated().map { place, value in
        let words = variant.manifest.header.redacted(value)
        if words == value { return value }
        if numbers[place]?.contains(value) != true { numbers[place, default: []].append(value) }
        return "\(words) \((numbers[place]?.firstIndex(of: value) ?? 0) + 1)"
      }
      return SweepVariant(values: values, manifest: variant.manifest)
    }
  }
}
