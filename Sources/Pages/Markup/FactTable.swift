import RunModel

/// Names and what is to be said of them; bounded.
struct FactTable {
  var facts: [(name: String, text: String)] = []

  mutating func add(_ name: String, _ text: String) { facts.append((name, text)) }

  var html: HTML {
    let listing = Listing(facts, limit: 100, bytes: 40_000) { fact -> HTML in
      "<tr><th scope=\"row\">\(fact.name.cropped(60))</th><td>\(fact.text.cropped(400))</td></tr>"
    }
    return Section.scroll(
      "<table class=\"facts\"><tbody>\(joining: listing.rows)</tbody></table>", label: "facts")
      + Section.note(listing.remark("facts", "the first ones"))
  }
}
