import RunModel

/// How the sides differ beside what was measured.
struct DifferencesSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML {
    if comparison.differences.isEmpty {
      return Section.html("How the sides differ", Section.note("In nothing that the reports know of."))
    }
    let listing = Listing(comparison.differences, limit: 50, bytes: 40_000) { difference -> HTML in
      let mark: HTML =
        difference.isInvalidating
        ? "<span class=\"pill invalid\">invalidates</span>" : "the subject of the comparison"
      return """
        <tr><th scope="row">\(difference.name)</th><td class="name">\(difference.first.cropped(400))</td>\
        <td class="name">\(difference.second.cropped(400))</td><td>\(mark)</td></tr>
        """
    }
    return Section.html(
      "How the sides differ",
      Section.table(["", "first", "second", "what it means"], texts: [1, 2, 3], listing.rows))
  }
}
