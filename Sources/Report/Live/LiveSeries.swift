/// How a run went over its time, in at most ``limit`` places: when there are more, two and two become one. Pure.
package struct LiveSeries: Sendable, Equatable, Codable {
  /// The most places.
  package static let limit = 240

  /// A stretch of time. What a look finds holds for the time since the look before.
  package struct Place: Sendable, Equatable, Codable {
    /// Seconds that looks tell of.
    package var seconds = 0.0
    /// What the plan wanted, times seconds; `nil` without a plan over time.
    package var asked: Double?
    /// Attempts under way, times seconds.
    package var inFlight = 0.0
    /// Tasks that finished.
    package var finished = 0.0

    fileprivate mutating func merge(_ other: Place, share: Double = 1) {
      seconds += other.seconds * share
      if let more = other.asked { asked = (asked ?? 0) + more * share }
      inFlight += other.inFlight * share
      finished += other.finished * share
    }

    /// Another load at the same time. Of the last place the looks of one may tell a longer time than those of another.
    fileprivate mutating func addBeside(_ other: Place) {
      guard other.seconds > 0 else { return }
      let whole = max(seconds, other.seconds)
      func sum(_ own: Double, _ more: Double) -> Double {
        ((seconds > 0 ? own / seconds : 0) + more / other.seconds) * whole
      }
      (inFlight, finished) = (sum(inFlight, other.inFlight), sum(finished, other.finished))
      seconds = whole
    }
  }

  /// Seconds of one place.
  package private(set) var width = 1
  /// The stretches, oldest first.
  package private(set) var places: [Place] = []
  /// The most attempts that were under way at a look.
  package private(set) var peak = 0
  /// Seconds at the last look.
  private var lastElapsed = 0.0
  /// Tasks finished at the last look.
  private var lastFinished = 0

  package init() {}

  /// Adds a look: seconds since the start, tasks finished so far, attempts under way, and what the plan wants.
  package mutating func add(elapsed: Double, finished: Int, inFlight: Int, asked: Double?) {
    guard elapsed > lastElapsed, elapsed < 1e12 else { return }
    while Int(elapsed) / width >= Self.limit { coarsen() }
    let time = elapsed - lastElapsed
    let look = Place(
      seconds: time, asked: asked.map { $0 * time }, inFlight: Double(inFlight) * time,
      finished: Double(max(0, finished - lastFinished)))
    var at = lastElapsed
    while at < elapsed {
      let index = Int(at) / width
      let end = min(elapsed, Double((index + 1) * width))
      while places.count <= index { places.append(Place()) }
      places[index].merge(look, share: (end - at) / time)
      at = end
    }
    (peak, lastElapsed, lastFinished) = (max(peak, inFlight), elapsed, finished)
  }

  /// What the plan wanted, on average over each place.
  package var asked: [Double?] { means { $0.asked } }
  /// Tasks finished a second.
  package var reached: [Double?] { means { $0.finished } }
  /// Attempts under way, on average over each place.
  package var inFlight: [Double?] { means { $0.inFlight } }

  /// Those of loads side by side, such as shards. `asked`: what the plan of all wants at so many seconds.
  package static func sum(_ all: [LiveSeries], asked: (Double) -> Double?) -> LiveSeries {
    var sum = LiveSeries()
    sum.width = all.map(\.width).max() ?? 1
    for series in all {
      var own = series
      while own.width < sum.width { own.coarsen() }
      for (index, place) in own.places.enumerated() {
        if sum.places.count <= index { sum.places.append(Place()) }
        sum.places[index].addBeside(place)
      }
    }
    for index in sum.places.indices {
      let middle = (Double(index) + 0.5) * Double(sum.width)
      sum.places[index].asked = asked(middle).map { $0 * sum.places[index].seconds }
    }
    sum.peak = all.reduce(0) { $0 + $1.peak }
    sum.lastElapsed = all.map(\.lastElapsed).max() ?? 0
    sum.lastFinished = all.reduce(0) { $0 + $1.lastFinished }
    return sum
  }

  private func means(_ sum: (Place) -> Double?) -> [Double?] {
    places.map { place in sum(place).flatMap { place.seconds > 0 ? $0 / place.seconds : nil } }
  }

  /// Whether it is one that ``add(elapsed:finished:inFlight:asked:)`` makes.
  var isConsistent: Bool {
    (1...1 << 40).contains(width) && places.count <= Self.limit && lastFinished >= 0
      && (0..<1e12).contains(lastElapsed)
  }

  private mutating func coarsen() {
    width *= 2
    places = stride(from: 0, to: places.count, by: 2).map { start in
      var place = places[start]
      if start + 1 < places.count { place.merge(places[start + 1]) }
      return place
    }
  }
}
