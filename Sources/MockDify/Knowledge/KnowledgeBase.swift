/// The stand-in's one knowledge base: what it holds, and when what was put into it can be found. On the server's loop.
final class KnowledgeBase {
  struct Document {
    var id: String
    var batch: String
    var name: String
    var text: String
    /// When its indexing begins and ends, milliseconds of the clock.
    var begins: Double
    var ends: Double
    var fails = false
  }

  private(set) var documents: [Document]
  /// When each of the workers that index is free.
  private var free: [Double]
  private var random: MockRandom
  private let clock: RunClock
  private let configuration: MockConfiguration
  /// More are thrown away.
  private static let limit = 100_000

  init(_ configuration: MockConfiguration) {
    self.configuration = configuration
    random = MockRandom(seed: configuration.seed &+ 77)
    clock = RunClock(configuration, number: 0)
    free = Array(repeating: 0, count: configuration.indexSlots)
    documents = Self.own.enumerated().map { index, page in
      Document(
        id: "00000000-0000-4000-8000-00000000000\(index)", batch: "own", name: page.name, text: page.text,
        begins: 0, ends: 0)
    }
  }

  /// Puts a document in; it waits until a worker is free.
  func add(name: String, text: String, at now: Double) -> Document {
    let time = clock.time(configuration.index, &random)
    var begins = now
    if let worker = free.indices.min(by: { free[$0] < free[$1] }) {
      begins = max(now, free[worker])
      free[worker] = begins + time
    }
    let document = Document(
      id: random.uuid(), batch: "20261128\(random.next() % 1_000_000_000)", name: name, text: text,
      begins: begins,
      ends: begins + time, fails: text.contains("mock_fault: indexing"))
    if documents.count < Self.limit { documents.append(document) }
    return document
  }

  /// Whether there was such a document.
  func delete(_ id: String) -> Bool {
    let before = documents.count
    documents.removeAll { $0.id == id }
    return documents.count < before
  }

  /// What a search finds: documents that share words with the question, the more the higher.
  func search(_ question: String, most: Int, atLeast threshold: Double, at now: Double) -> [(
    Document, Double
  )] {
    let wanted = Set(Self.words(question))
    guard !wanted.isEmpty else { return [] }
    let found = documents.filter { $0.ends <= now && !$0.fails }.map { document in
      let common = wanted.intersection(Self.words(document.text + " " + document.name)).count
      return (document, Double(common) / Double(wanted.count))
    }
    return Array(
      found.filter { $0.1 > 0 && $0.1 >= threshold }.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(
        max(0, most))
    )
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 2 }
  }

  private static let own: [(name: String, text: String)] = [
    ("tides.md", "The moon pulls the water of the sea towards it: so tides rise and fall twice a day."),
    ("volcanoes.md", "A volcano erupts when magma from the mantle rises, and gases in it expand."),
    ("bees.md", "Bees tell each other where flowers are by a dance in the hive."),
    ("dify.md", "Dify is a platform on which teams build, run and watch applications of language models."),
    ("load.md", "A load test asks a server more and more, until it is seen what it can take."),
  ]
}

extension KnowledgeBase.Document {
  /// As `GET .../indexing-status` says it at an instant.
  func status(at now: Double) -> String {
    if now < begins { return "waiting" }
    if now >= ends { return fails ? "error" : "completed" }
    let share = (now - begins) / max(1, ends - begins)
    return share < 0.1 ? "parsing" : share < 0.2 ? "cleaning" : share < 0.4 ? "splitting" : "indexing"
  }
}
