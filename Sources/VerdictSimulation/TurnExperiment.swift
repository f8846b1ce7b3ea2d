import Judgement
import RunModel
import Statistics

/// Two builds that take turns of 20 s on a server with a weather of its own, compared by the library.
struct TurnExperiment: Sendable {
  /// What the server, or a deployment, does to all times while it goes on. Drift of 5 % an hour comes with each.
  enum Weather: String, Sendable, CaseIterable {
    case calm = "drift of 5 % an hour"
    case turns = "each turn 3 % of its own"
    case phases15 = "phases of 15 s, 30 % slower"
    case phases60 = "phases of 60 s, 30 % slower"
    case phases300 = "phases of 5 min, 30 % slower"
    case day = "a day's curve of 20 %"
    case spells = "each deployment 3 % of its own, for 1 min at a time"
    case deployment = "each deployment 3 % of its own, for good"
    case phasesAndTurns = "phases of 60 s, 30 % slower, and each turn 3 % of its own"

    /// Those of the table of turns.
    static let usual = allCases.filter { $0 != .phasesAndTurns }
  }

  /// An empty workflow that runs beside the turns, and meets what the server does to all.
  struct Baseline: Sendable {
    /// Runs in a turn.
    var runs = 20
    /// Of one run's time (log-normal).
    var sigma = 0.2
    /// How much longer it takes in the second build's turns, since that build wears the platform.
    var factor = 1.0
  }

  var weather = Weather.calm
  var pairs = 42
  /// Tasks of a turn, which has 20 s for them.
  var tasks = 167
  /// How much longer answers of the second build take.
  var factor = 1.0
  var success = (first: 0.99, second: 0.99)
  var comparer = Comparer()
  var baseline: Baseline?
  /// Whether it ends as soon as it is decided.
  var untilDecided = false

  private static let seconds = 20.0

  /// So many comparisons, each from a seed of its own; with the pairs that each took.
  func comparisons(_ count: Int, seed: UInt64) -> [Comparison] {
    (0..<count).compactMap { comparison(SplitMix64.mix(seed &+ UInt64($0))) }
  }

  private func comparison(_ seed: UInt64) -> Comparison? {
    // Of the baseline's own, so that with and without it the same turns are taken.
    var (random, beside) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed, stream: 1))
    var plan = TurnPlan(seconds: Self.seconds, warmUp: 2, pairs: pairs)
    (plan.seed, plan.untilDecided) = (seed, untilDecided)
    var sky = Sky(weather, hours: Double(pairs) * 2 * Self.seconds / 3600, &random)
    var until = UntilDecided(plan, comparer)
    var sides: (first: [ReportDocument], second: [ReportDocument]) = ([], [])
    var last: Comparison?
    for pair in 0..<pairs {
      for place in 0..<2 {
        let isFirst = plan.firstBegins(pair: pair) == (place == 0)
        let levels = sky.levels(at: Double(pair * 2 + place) * Self.seconds, side: isFirst ? 0 : 1, &random)
        var turn = turn(
          levels.app * (isFirst ? 1 : factor), isFirst ? success.first : success.second, &random)
        turn.baseline = baseline?.report(levels.platform * (isFirst ? 1 : baseline?.factor ?? 1), &beside)
        if isFirst { sides.first.append(turn) } else { sides.second.append(turn) }
      }
      let elapsed = Double(pair + 1) * 2 * Self.seconds
      guard let found = until.look(sides.first, sides.second, elapsed: elapsed) else { continue }
      last = found
      if untilDecided, UntilDecided.isDecided(found) { break }
    }
    return last
  }

  private func turn(_ level: Double, _ success: Double, _ random: inout SeededGenerator) -> ReportDocument {
    var measurements = RunMeasurements()
    for index in 0..<tasks {
      measurements.record(
        .simulated(
          index, at: Double(index) * Self.seconds / Double(tasks),
          seconds: random.logNormal(median: level, sigma: 0.4), succeeds: random.nextUnit() < success))
    }
    return ReportDocument(simulated: "turn", measurements, duration: Self.seconds)
  }
}

extension TurnExperiment.Baseline {
  /// What it took in a turn in which all takes so many times as long.
  fileprivate func report(_ level: Double, _ random: inout SeededGenerator) -> BaselineReport {
    var report = BaselineReport()
    for index in 0..<runs {
      let seconds = random.logNormal(median: 0.06 * level, sigma: sigma)
      report.record(.simulated(index, at: Double(index), seconds: seconds), .beside)
    }
    return report
  }
}

/// What the weather does to times.
struct Sky {
  private let weather: TurnExperiment.Weather
  private let hours: Double
  private let begin: Double
  private var phases: Phases
  private var own: [Double] = []
  private var spells = [-1, -1]

  init(_ weather: TurnExperiment.Weather, hours: Double, _ random: inout SeededGenerator) {
    (self.weather, self.hours) = (weather, hours)
    phases = Phases(seconds: Self.phase(weather))
    begin = random.nextUnit()
    own = [random.normal(standardDeviation: Self.noise), random.normal(standardDeviation: Self.noise)]
  }

  private static let noise = 0.03

  /// How many times as long all takes, some seconds after the begin, and an empty workflow, which does not meet what belongs to a build.
  mutating func levels(at seconds: Double, side: Int, _ random: inout SeededGenerator) -> (
    app: Double, platform: Double
  ) {
    let app = level(at: seconds, side: side, &random)
    switch weather {
    case .calm, .phases15, .phases60, .phases300, .day: return (app, app)
    case .turns, .spells, .deployment: return (app, 1 + 0.05 * seconds / 3600)
    case .phasesAndTurns:
      return (app * NaturalLogarithm.inverse(random.normal(standardDeviation: Self.noise)), app)
    }
  }

  private mutating func level(at seconds: Double, side: Int, _ random: inout SeededGenerator) -> Double {
    let drift = 1 + 0.05 * seconds / 3600
    switch weather {
    case .calm: return drift
    case .turns: return drift * NaturalLogarithm.inverse(random.normal(standardDeviation: Self.noise))
    case .phases15, .phases60, .phases300, .phasesAndTurns: return drift * phases.level(at: seconds, &random)
    case .day:
      // A whole curve within the experiment: the steepest that there is.
      let place = begin + seconds / 3600 / hours
      let wave = abs((place - place.rounded(.down)) * 4 - 2) - 1
      return drift * (1 + 0.2 * wave)
    case .spells:
      let spell = Int(seconds / 60)
      if spell != spells[side] {
        spells[side] = spell
        own[side] = random.normal(standardDeviation: Self.noise)
      }
      return drift * NaturalLogarithm.inverse(own[side])
    case .deployment: return drift * NaturalLogarithm.inverse(own[side])
    }
  }

  private static func phase(_ weather: TurnExperiment.Weather) -> Double {
    switch weather {
    case .phases15: 15
    case .phases60, .phasesAndTurns: 60
    case .phases300: 300
    default: 0
    }
  }
}
