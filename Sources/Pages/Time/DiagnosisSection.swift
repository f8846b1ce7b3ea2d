import RunModel

/// What the time says of the server, each with what shows it and what to do.
struct DiagnosisSection {
  let diagnoses: [Diagnosis]
  init(_ report: ReportDocument) { diagnoses = report.diagnoses ?? [] }

  var html: HTML {
    if diagnoses.isEmpty { return .empty }
    return Section.html("What to look at", "<div class=\"cards\">\(joining: diagnoses.map(card))</div>")
  }

  private func card(_ diagnosis: Diagnosis) -> HTML {
    let evidence = diagnosis.evidence.prefix(6).map { "<li>\($0.cropped(300))</li>" as HTML }
    return """
      <div class="card diagnosis" id="diagnosis-\(diagnosis.kind.rawValue)"><p class="said"><b>\(diagnosis.finding.cropped(300))</b></p>\
      <ul>\(joining: evidence)</ul><p class="advice">\(diagnosis.advice.cropped(600))</p></div>
      """
  }
}
