import Report
import RunModel

/// The shards of a run that is shared out, those that are lost first.
struct LiveShards {
  let shards: [LiveStanding.Shard]

  init(_ shards: [LiveStanding.Shard]?) { self.shards = shards ?? [] }

  var html: HTML {
    if shards.isEmpty { return .empty }
    let sorted = shards.filter(Self.isLost) + shards.filter { !Self.isLost($0) }
    let listing = Listing(sorted, limit: 100, bytes: 30_000) { shard -> HTML in
      let bad: HTML = Self.isLost(shard) ? " class=\"badtext\"" : .empty
      return """
        <tr><th scope="row">\(shard.number)/\(shards.count)</th><td\(bad)>\(shard.phase.cropped(20))</td>\
        \(Section.number(Figures.clock(shard.elapsed)))\(Section.number(Figures.count(shard.finished)))\
        \(Section.number(Figures.count(shard.inFlight)))</tr>
        """
    }
    let columns = ["shard", "phase", "for", "finished", "in flight"]
    return Section.html(
      "Shards",
      Section.table(columns, texts: [1], listing.rows)
        + Section.note(listing.remark("shards", "those that are lost first")))
  }

  private static func isLost(_ shard: LiveStanding.Shard) -> Bool { shard.phase == "lost" }
}
