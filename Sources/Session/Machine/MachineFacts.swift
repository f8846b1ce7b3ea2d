/// What of a machine decides how much load it can make, and how well it measures.
package struct MachineFacts: Sendable, Equatable {
  /// Files that this process may have open, once it asks for them all.
  package var openFiles = 0
  /// The ports that connections are made from; `nil` when the system does not tell.
  package var ports: ClosedRange<Int>?
  /// Cores that this process may run on.
  package var cores = 1
  /// Cores that a container's limit leaves it, such as 0.5; `nil` without a limit.
  package var quota: Double?
  /// The first core's frequency, in MHz.
  package var frequency: Double?
  /// The highest that it can have, in MHz.
  package var highestFrequency: Double?
  /// What chooses it, such as `powersave`.
  package var governor: String?
  /// Share of the cores' time that the host gave to others while it was looked at, 0 to 1.
  package var steal: Double?
  /// Share of the cores' time that other programs used before the look, 0 to 1.
  package var busy: Double?
  /// What the kernel reads the time from, such as `tsc`.
  package var clockSource: String?
  /// Whether something keeps the wall clock right; `nil` when it is not known.
  package var isSynchronised: Bool?

  package init() {}
}

/// Ticks of all cores since the start of the machine.
struct CoreTicks: Equatable {
  var all: UInt64
  var idle: UInt64
  var stolen: UInt64

  /// Of `/proc/stat`; `nil` when it is none.
  init?(_ stat: String) {
    guard let line = stat.split(separator: "\n").first(where: { $0.hasPrefix("cpu ") }) else { return nil }
    // user nice system idle iowait irq softirq steal; what follows is in the first two already.
    let fields = line.split(separator: " ").dropFirst().prefix(8).compactMap { UInt64($0) }
    guard fields.count == 8 else { return nil }
    (all, idle, stolen) = (fields.reduce(0, &+), fields[3] &+ fields[4], fields[7])
  }

  /// The share that was stolen since; `nil` when no time has passed.
  func steal(until end: CoreTicks) -> Double? { share(\.stolen, end) }

  /// The share that something ran since, stolen time left out; `nil` when no time has passed.
  func busy(until end: CoreTicks) -> Double? {
    guard let idle = share(\.idle, end), let stolen = steal(until: end) else { return nil }
    return max(0, 1 - idle - stolen)
  }

  private func share(_ part: KeyPath<CoreTicks, UInt64>, _ end: CoreTicks) -> Double? {
    guard end.all > all, end[keyPath: part] >= self[keyPath: part] else { return nil }
    return Double(end[keyPath: part] - self[keyPath: part]) / Double(end.all - all)
  }
}
