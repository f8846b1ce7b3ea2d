import RunModel
import Testing

@testable import LoadEngine

/// What came from outside is written down without secrets, wherever it stands.
@Suite struct RedactionTests {
  @Test func noTextOfAnExchangeKeepsASecret() throws {
    let secret = "sk-very-secret"
    var node = NodeSpan(
      nodeID: secret, type: secret, title: secret, status: secret, elapsed: .zero, startedAt: .zero)
    (node.model, node.currency, node.predecessor, node.container) = (secret, secret, secret, secret)
    var exchange = ExchangeRecord()
    exchange.nodes = [node]
    exchange.usage = [ModelUsage(model: "openai/" + secret, currency: secret)]
    (exchange.code, exchange.runID, exchange.taskID, exchange.messageID) = (secret, secret, secret, secret)
    (exchange.conversationID, exchange.currency, exchange.serverVersion) = (secret, secret, secret)
    (exchange.received, exchange.headers) = (secret, [secret: secret])
    var clean = TaskOutput(exchanges: [exchange])
    clean.redact(Secrets(others: [Secret(secret)]))
    let text = try CanonicalEncoder.text(of: clean.exchanges)
    #expect(!text.contains(secret) && text.contains("openai/"))
  }

  @Test func whatIsNoTextOfAnExpectationStays() {
    let secret = "sk-very-secret"
    var result = ExpectationResult(expectation: "like '\(secret)'", holds: false, found: secret)
    result.score = 410
    var clean = TaskOutput(expectations: [result])
    clean.redact(Secrets(others: [Secret(secret)]))
    #expect(clean.expectations.map(\.score) == [410] && clean.expectations.map(\.holds) == [false])
    #expect(!"\(clean.expectations)".contains(secret))
  }
}
