import RunModel

/// Looks at what the machine did beside a run: from its beginning to ``finish(_:)``.
struct CoreWatch {
  private let start = MachineInstant()

  /// Adds to a health what others took of the machine meanwhile, and by how much the wall clock was set.
  func finish(_ health: GeneratorHealth) -> GeneratorHealth {
    var health = health
    health.floor = FloorFile.own?.read()
    let span = MachineSpan(start, MachineInstant())
    guard let steal = span.steal, span.seconds > 0.5 else { return health }
    health.steal = steal
    health.processor = span.program
    health.otherPrograms = span.others.map { $0 / Double(MachineInstant.cores) }
    health.clockStep = span.clockStep
    return health
  }
}
