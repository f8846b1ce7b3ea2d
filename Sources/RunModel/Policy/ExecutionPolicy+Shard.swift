extension ManifestShard {
  /// This shard's share of so many things that cannot be divided: the shares of all shards add up to `total`.
  package func share(of total: Int) -> Int {
    numbers.reduce(0) { $0 + max(0, total - $1 + count) / count }
  }

  /// Whether it takes the thing at a position of the whole, from 0: one of each `count` consecutive ones.
  package func takes(_ position: Int) -> Bool { numbers.contains(position % count + 1) }

  /// Its part of what can be divided, 0 to 1.
  package var part: Double { Double(numbers.count) / Double(count) }
}

extension RateLimit {
  /// A shard's part: the rates of all shards add up to the whole. Each has a burst of at least 1.
  package func part(of shard: ManifestShard) -> RateLimit {
    RateLimit(perMinute: perMinute * shard.part, burst: max(1, shard.share(of: burst)))
  }
}

extension StopConditions {
  /// A shard's part of what is counted (failures, money, tokens), at least 1 of each. Rates, failures in a row and
  /// times are the same in each shard.
  package func part(of shard: ManifestShard) -> StopConditions {
    var conditions = self
    conditions.maxFailures = maxFailures.map { max(1, shard.share(of: $0)) }
    conditions.maxTokens = maxTokens.map { max(1, shard.share(of: $0)) }
    conditions.maxCost = maxCost.map {
      Price(units: max(1, Int64(clamping: shard.share(of: Int(clamping: $0.units)))))
    }
    return conditions
  }
}

extension ExecutionPolicy {
  /// What one shard does of the policy, so that all shards together are the run that was asked for. The stages of a
  /// load over time stay those of the whole: of its users and arrivals each shard takes every `count`-th one.
  package func part(of shard: ManifestShard) -> ExecutionPolicy {
    var policy = self
    policy.concurrency = max(1, shard.share(of: concurrency))
    policy.batchSize = batchSize.map { max(1, shard.share(of: $0)) }
    policy.rateControl = rateControl?.part(of: shard)
    policy.stopConditions = stopConditions.part(of: shard)
    policy.load = load.part(of: shard)
    return policy
  }
}
