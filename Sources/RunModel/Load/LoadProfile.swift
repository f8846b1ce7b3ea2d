/// The shape of the load over time: one of ``shapes``.
public struct LoadProfile: Sendable {
  /// The shapes that there are, in the order of the documentation. A new one is a line here.
  package static let shapes: [any LoadShape.Type] = [
    CaseLoad.self,
    ClosedLoad.self,
    OpenLoad.self,
    SineLoad.self,
    BurstLoad.self,
    FixedLoad.self,
    ReplayLoad.self,
  ]

  /// The load itself.
  package let shape: any LoadShape

  package init(_ shape: some LoadShape) { self.shape = shape }

  /// Every case once (times its repeats), as fast as concurrency and limits allow.
  public static let iterations = LoadProfile(CaseLoad())
  /// A number of users over time, each starting its next task when the last has ended.
  public static func closed(_ load: ClosedLoad) -> LoadProfile { LoadProfile(load) }
  /// A rate of arrivals over time, whatever the server does.
  public static func open(_ load: OpenLoad) -> LoadProfile { LoadProfile(load) }

  /// The load as one of a shape; `nil` when it is another.
  package func load<Shape: LoadShape>(as _: Shape.Type = Shape.self) -> Shape? { shape as? Shape }

  /// Whether every case is done once, so that the load ends with its cases.
  package var runsOnce: Bool { shape.conduct == .cases }
  /// Whether it goes through its cases again and again, as long as it lasts.
  package var repeatsCases: Bool { !runsOnce && !shape.followsCases }

  /// Where the warm-up at its begin ends; `nil` when there is none.
  package var warmUpEnd: RunInstant? {
    let end = shape.warmUps.reduce(RunInstant.zero) { $1.lowerBound == $0 ? $1.upperBound : $0 }
    return end > .zero ? end : nil
  }

  /// Where what is kept out at its end begins; `nil` when nothing is.
  package var coolDownStart: RunInstant? {
    guard let length = shape.length, let last = shape.warmUps.last, last.upperBound >= .zero + length,
      last.lowerBound > .zero
    else { return nil }
    return last.lowerBound
  }

  /// How long the load lasts, seconds; `nil` when it ends with its tasks.
  package var length: Double? { shape.length?.inSeconds }

  package func part(of shard: ManifestShard) -> LoadProfile { LoadProfile(shape.part(of: shard)) }
}

extension LoadProfile: Hashable {
  /// Whether both are the same load.
  public static func == (left: LoadProfile, right: LoadProfile) -> Bool { left.shape.equals(right.shape) }

  /// Hashes the load.
  public func hash(into hasher: inout Hasher) { shape.hash(into: &hasher) }
}

extension LoadProfile: Codable {
  private struct Name: CodingKey {
    static let model = Name("model")
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes `{"model": NAME, NAME: {...}}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Name.self)
    let model = try values.decode(String.self, forKey: .model)
    guard let shape = Self.shapes.first(where: { $0.name == model }) else {
      let known = Self.shapes.map { $0.name }.joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        forKey: .model, in: values, debugDescription: "load model '\(model)', expected one of \(known)")
    }
    self = try Self.decode(shape, from: values)
  }

  private static func decode<Shape: LoadShape>(
    _: Shape.Type, from values: KeyedDecodingContainer<Name>
  ) throws -> LoadProfile {
    if let standard = Shape.standard, !values.contains(Name(Shape.name)) { return LoadProfile(standard) }
    return LoadProfile(try values.decode(Shape.self, forKey: Name(Shape.name)))
  }

  /// Encodes `{"model": NAME, NAME: {...}}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Name.self)
    try Self.encode(shape, to: &values)
  }

  private static func encode<Shape: LoadShape>(
    _ shape: Shape, to values: inout KeyedEncodingContainer<Name>
  ) throws {
    try values.encode(Shape.name, forKey: .model)
    if shape != Shape.standard { try values.encode(shape, forKey: Name(Shape.name)) }
  }
}
