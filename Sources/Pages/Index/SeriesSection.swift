import Report
import RunModel

/// What was made of several runs, each with the way to its page.
struct SeriesSection {
  private let series: [RunIndex.Series]
  private let isServed: Bool

  init(_ series: [RunIndex.Series], isServed: Bool) { (self.series, self.isServed) = (series, isServed) }

  var html: HTML {
    if series.isEmpty { return .empty }
    let listing = Listing(series, limit: 100, bytes: 60_000) { one -> HTML in
      let path = "\(isServed ? "./runs/" : "./")\(AddressText.encoded(one.folder))/\(one.page)"
      return """
        <tr><th scope="row" class="name"><a href="\(path)">\(one.folder.cropped(200))</a></th><td>\(one.kind)</td></tr>
        """
    }
    return Section.html(
      "Comparisons, searches and sweeps",
      Section.table(["made of several runs", "what it is"], texts: [1], listing.rows, id: "series")
        + Section.note(listing.remark("pages", "the newest first")))
  }
}
