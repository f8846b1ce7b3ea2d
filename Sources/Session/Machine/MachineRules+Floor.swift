import RunModel

/// What the measured floor means.
extension MachineRules {
  var firstText: Finding {
    let words = "\(floor.times) on a server that answers at once"
    guard floor.firstTextTail > 0.02 else { return Finding(.fine, "TTFT floor", words) }
    return Finding(
      floor.firstTextTail > MachineFloor.faithful ? .problem : .note, "TTFT floor", words,
      do:
        "times of this order are the machine's own: look at what else is told here, or measure elsewhere"
    )
  }

  var rate: Finding {
    let words =
      "\(Figures.count(Int(floor.rate))) tasks a second at the most, the stand-in on the same machine"
    guard floor.rate < 500 else { return Finding(.fine, "rate", words) }
    return Finding(
      .note, "rate", words,
      do: "share the load out over machines (--shard 1/2, then 'merge') when more is wanted")
  }

  var streams: Finding? {
    guard let last = floor.streams.last else { return nil }
    let shown = floor.streams.last { $0.isFaithful } ?? last
    let most = floor.mostStreams ?? 0
    let wanted = wanted ?? floor.streams[0].count
    if wanted <= most || last.isFaithful { return Finding(.fine, "streams", shown.words) }
    return Finding(
      wanted < last.count ? .note : .problem, "streams",
      "\(shown.words); up to \(Figures.count(wanted)) are wanted, and \(Figures.count(last.count)) were too many",
      do: "share the load out over machines (--shard 1/2, then 'merge'), or let it grow slowly (ramp)")
  }
}
