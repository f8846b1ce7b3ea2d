import RunModel

extension LiveLog {
  /// What happened in several shards, by their numbers: what all of them say is said once, anything else with the shards
  /// that say it. `more`: lines of the whole.
  package static func sum(_ logs: [Int: LiveLog], of count: Int, more: [Line] = []) -> LiveLog {
    var said: [String: (line: Line, shards: [Int])] = [:]
    for (shard, log) in logs.sorted(by: { $0.key < $1.key }) {
      for line in log.lines {
        var known = said[line.text] ?? (line, [])
        if line.at < known.line.at { known.line.at = line.at }
        if known.shards.last != shard { known.shards.append(shard) }
        said[line.text] = known
      }
    }
    let lines = said.values.map { entry in
      var line = entry.line
      if entry.shards.count < count {
        let names = entry.shards.prefix(3).map { "\($0)/\(count)" }.joined(separator: ", ")
        let rest = entry.shards.count > 3 ? " and \(entry.shards.count - 3) more" : ""
        line.text = "shard \(names)\(rest): \(line.text)"
      }
      return line
    }
    let sorted = (lines + more).sorted { ($0.at, $0.text) < ($1.at, $1.text) }
    return LiveLog(sorted, leftOut: logs.values.reduce(0) { $0 + $1.leftOut })
  }
}
