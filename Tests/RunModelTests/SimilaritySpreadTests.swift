import Foundation
import RunModel
import Testing

/// How far scores of `similar_to` spread, over answers that a reader would call the same, told otherwise, wrong, or about
/// something else: the table of Answers.md is made of these.
@Suite struct SimilaritySpreadTests {
  /// A reference, the same in nearly the same words, the same told otherwise, and a wrong answer in the reference's words.
  static let answers: [(reference: String, near: String, otherwise: String, wrong: String)] = [
    (
      "The tide rises and falls twice a day because the moon pulls on the oceans.",
      "The tide rises and falls about twice a day, since the moon pulls on the oceans.",
      "High water comes roughly every twelve hours; it is the gravity of the moon that moves the sea.",
      "The tide rises and falls once a week because the wind pulls on the oceans."
    ),
    (
      "A volcano erupts when molten rock below the crust finds a way to the surface.",
      "A volcano erupts when molten rock from below the crust finds its way up to the surface.",
      "Magma gathers under the ground, and once the pressure is high enough it breaks through.",
      "A volcano erupts when cold water below the crust finds a way to the surface."
    ),
    (
      "Your order 4711 was shipped on Monday and should arrive within three days.",
      "Order 4711 was shipped on Monday; it should arrive within three days.",
      "We sent the parcel at the beginning of the week, so expect it by Thursday.",
      "Your order 4711 was not shipped on Monday and will not arrive within three days."
    ),
    (
      "Bees make honey from nectar, which they thicken by fanning it with their wings.",
      "Bees make honey out of nectar and thicken it by fanning it with their wings.",
      "Honey is concentrated flower sap: in the hive water is driven off by a draught of beating wings.",
      "Bees make wax from water, which they thicken by fanning it with their wings."
    ),
    (
      "To reset your password, open the settings, choose security, and press reset.",
      "To reset the password, open your settings, choose security and then press reset.",
      "Go to the security page under preferences; there is a button that lets you pick a new one.",
      "To delete your account, open the settings, choose security, and press delete."
    ),
    (
      "The bridge is 1280 metres long and was opened to traffic in 1937.",
      "The bridge, 1280 metres long, was opened to traffic in 1937.",
      "Cars have crossed it since 1937; from end to end it measures almost 1.3 kilometres.",
      "The bridge is 820 metres long and was opened to traffic in 1958."
    ),
    (
      "Water boils at a lower temperature on a mountain because the air pressure is lower there.",
      "On a mountain water boils at a lower temperature because the air pressure there is lower.",
      "Up high there is less air above you, so less heat is needed until bubbles form.",
      "Water boils at a higher temperature on a mountain because the air pressure is higher there."
    ),
    (
      "The contract ends after two years unless it is renewed in writing.",
      "The contract ends after two years, unless it was renewed in writing.",
      "Without a written extension the agreement runs out at the end of its second year.",
      "The contract ends after ten years unless it is renewed by phone."
    ),
  ]

  /// The least, the median and the most of a kind's scores, two digits.
  static func spread(_ kind: Int, _ measure: TextMeasure) -> String {
    let scores = answers.indices.map { index -> Double in
      let row = answers[index]
      let other = answers[(index + 1) % answers.count].reference
      return TextSimilarity.score([row.near, row.otherwise, row.wrong, other][kind], row.reference, measure)
    }.sorted()
    let median = (scores[scores.count / 2 - 1] + scores[scores.count / 2]) / 2
    return [scores[0], median, scores[scores.count - 1]].map { String(format: "%.2f", $0) }.joined(
      separator: " / ")
  }

  @Test(
    arguments: [
      "nearly the same words", "the same told otherwise", "wrong, in the same words", "about something else",
    ].enumerated().map { $0 }) func theDocumentedSpreadIsTheMeasured(kind: (offset: Int, element: String))
    throws
  {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Floodgate/Documentation.docc/Answers.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let row =
      "| \(kind.element) | \(Self.spread(kind.offset, .rougeL)) | \(Self.spread(kind.offset, .tokenF1)) |"
    #expect(text.contains(row), "\(row)")
  }
}
