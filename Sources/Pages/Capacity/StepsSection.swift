import RunModel

/// Every step, in its order, with the way to its own report.
struct StepsSection {
  let view: StepsView

  init(_ view: StepsView) { self.view = view }

  var html: HTML {
    let steps = Array(view.steps.enumerated())
    let listing = Listing(steps, limit: 100, bytes: 100_000) { row($0.offset + 1, $0.element) }
    let names = view.settings?.names ?? []
    let columns =
      ["step"] + names + [
        view.unit.noun, "came out", "tasks", "succeeded", "tasks/s",
      ] + (hasOthers ? ["good/s"] : []) + ["in flight", "p50", "p95", "ttft p95"]
      + (hasFailures ? ["failures"] : []) + (hasCost ? ["cost of 1 000"] : [])
    let texts = Set(1...names.count + 2).subtracting([names.count + 1])
      .union(hasFailures ? [columns.firstIndex(of: "failures") ?? 0] : [])
    return Section.html(
      "Steps",
      Section.table(columns, texts: texts, listing.rows, id: "steps")
        + Section.note(listing.remark("steps", "in their order")))
  }

  /// Whether tasks ended that did not succeed: else all that was done was good.
  private var hasOthers: Bool { view.steps.contains { $0.goodput != $0.throughput } }
  private var hasFailures: Bool { view.steps.contains { !$0.failures.isEmpty } }
  private var hasCost: Bool { view.steps.contains { $0.cost != nil } }

  /// What is told of steps only when there is some.
  private func rest(_ step: CapacityStep) -> HTML {
    let failures: HTML = hasFailures ? "<td>\(step.failureWords.cropped(80))</td>" : .empty
    let cost = hasCost ? Section.number(step.costOfThousand.map(Figures.digits) ?? "n/a") : .empty
    return "\(failures)\(cost)"
  }

  private func row(_ number: Int, _ step: CapacityStep) -> HTML {
    let settings =
      view.settings == nil ? [] : (step.settings ?? []).map { "<td>\($0.cropped(80))</td>" as HTML }
    let times = [step.response.p50, step.response.p95, step.firstText.p95]
    return """
      <tr><th scope="row">\(link(number, step))</th>\(joining: settings)\(Section.number(view.unit.number(step.load)))<td class="came">\(pill(step))\(why(step))</td>\
      \(Section.number(Figures.count(step.tasks)))\(Section.success(step.succeeded, of: step.tasks))\
      \(Section.number(Figures.digits(step.throughput)))\(hasOthers ? Section.number(Figures.digits(step.goodput)) : .empty)\
      \(Section.number(step.inFlight.map(Figures.digits) ?? "n/a"))\
      \(joining: times.map { Section.number($0.map(Figures.seconds) ?? "n/a") })\(rest(step))</tr>
      """
  }

  private func link(_ number: Int, _ step: CapacityStep) -> HTML {
    guard let folder = step.folder, folder.hasPrefix("steps/") else { return "\(number)" }
    return "<a href=\"\(folder)/report.html\">\(number)</a>"
  }

  /// Beside how it came out: a column of its own would lie outside of a narrow window.
  private func why(_ step: CapacityStep) -> HTML {
    let reason = step.reasons.first ?? (step.isUndecided ? "too few tasks for the interval" : "")
    let phase = step.phase == "sweep" ? "" : step.phase
    let parts = [phase, reason, step.endedEarly ? "ended early" : "", step.steadiness]
    let words = parts.filter { !$0.isEmpty }.joined(separator: "; ")
    return words.isEmpty ? .empty : " <span class=\"remark\">\(words.cropped(300))</span>"
  }

  private func pill(_ step: CapacityStep) -> HTML {
    let style: HTML = step.holds ? "passed" : (step.breaks ? "worse-than" : "invalid")
    return "<span class=\"pill \(style)\">\(step.standing.rawValue)</span>"
  }
}
