extension LoadProfile: Codable {
  private enum CodingKeys: String, CodingKey { case model, closed, open }
  private enum Model: String, Codable { case iterations, closed, open }

  /// Decodes `{"model": ..., "closed" | "open": {...}}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Model.self, forKey: .model) {
    case .iterations: self = .iterations
    case .closed: self = .closed(try values.decode(ClosedLoad.self, forKey: .closed))
    case .open: self = .open(try values.decode(OpenLoad.self, forKey: .open))
    }
  }

  /// Encodes `{"model": ..., "closed" | "open": {...}}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .iterations: try values.encode(Model.iterations, forKey: .model)
    case .closed(let load):
      try values.encode(Model.closed, forKey: .model)
      try values.encode(load, forKey: .closed)
    case .open(let load):
      try values.encode(Model.open, forKey: .model)
      try values.encode(load, forKey: .open)
    }
  }
}

extension LoadStage: Codable {
  private enum CodingKeys: String, CodingKey { case duration, target, isWarmUp }

  /// Decodes; the duration is in seconds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      duration: try values.decodeSeconds(forKey: .duration),
      target: try values.decode(Double.self, forKey: .target),
      isWarmUp: try values.decodeIfPresent(Bool.self, forKey: .isWarmUp) ?? false)
  }

  /// Encodes; the duration is in seconds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeSeconds(duration, forKey: .duration)
    try values.encode(target, forKey: .target)
    if isWarmUp { try values.encode(true, forKey: .isWarmUp) }
  }
}
