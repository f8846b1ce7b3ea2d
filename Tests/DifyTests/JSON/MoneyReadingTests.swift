import MockDify
import RunModel
import Testing

@testable import Dify

/// What a model was charged with is read from whatever form it comes in.
@Suite struct MoneyReadingTests {
  private func node(_ id: String, price: String, usage: String = "", currency: String = "\"USD\"") -> String {
    """
    {"event": "node_finished", "task_id": "t", "workflow_run_id": "r", "data": {"id": "\(id)", "node_id": "n", \
    "node_type": "llm", "title": "LLM", "status": "succeeded", "elapsed_time": 1, "process_data": {"model_mode": "chat", \
    "prompts": [{"model_name": "not this"}], "model_provider": "langgenius/openai/openai", "model_name": "gpt-4o"}, \
    "outputs": {"usage": {"prompt_tokens": 10, "completion_tokens": 5\(usage)}}, "execution_metadata": \
    {"total_tokens": 15, "total_price": \(price), "currency": \(currency)}}}
    """
  }

  private func read(_ events: [String]) -> ExchangeRecord {
    var fold = StreamFold(keepsContent: false)
    for event in events {
      let bytes = Array(event.utf8)
      fold.event(bytes.span.bytes)
    }
    fold.end()
    return fold.reader.exchange
  }

  @Test(arguments: [
    ("\"0.0000340\"", "0.000034"), ("0.0000340", "0.000034"), ("3.4e-5", "0.000034"),
    ("\"3.4E-5\"", "0.000034"),
    ("\"0E-7\"", "0"), ("0", "0"), ("null", "0"), ("\"much\"", "0"),
  ])
  func pricesComeAsTextsAndNumbers(written: String, price: String) throws {
    let usage = try #require(read([node("a", price: written)]).usage)
    #expect(usage.count == 1 && usage[0].model == "openai/gpt-4o" && usage[0].currency == "USD")
    #expect(usage[0].price.description == price && usage[0].tokens == TokenUsage(prompt: 10, completion: 5))
  }

  @Test func callsOfOneModelAreAdded() throws {
    let exchange = read([
      node("a", price: "\"0.01\""), node("b", price: "0.02"), node("c", price: "1", currency: "\"RMB\""),
    ])
    #expect(exchange.usage?.map(\.calls) == [1, 2] && exchange.usage?.map(\.currencyName) == ["RMB", "USD"])
    #expect(exchange.charges == exchange.usage)
  }

  /// Since 1.13 events may be delivered more than once.
  @Test func anEventThatComesTwiceCostsOnce() {
    let exchange = read([node("a", price: "\"0.01\""), node("a", price: "\"0.01\"")])
    #expect(exchange.price?.description == "0.01" && exchange.usage?.map(\.calls) == [1])
    #expect(exchange.tokens?.total == 15 && exchange.nodes.count == 1)
  }

  /// The end of a chatflow states the whole: what its nodes stated is part of it.
  @Test func theEndOfAChatStatesTheWhole() {
    let end =
      "{\"event\": \"message_end\", \"task_id\": \"t\", \"metadata\": {\"usage\": {\"prompt_tokens\": 30, \"completion_tokens\": 5, \"total_tokens\": 35, \"total_price\": \"0.03\", \"currency\": \"USD\"}}}"
    let exchange = read([node("a", price: "\"0.01\""), end])
    #expect(exchange.charges.map(\.modelName) == ["openai/gpt-4o", "not named"])
    #expect(
      exchange.charges.map(\.price.description) == ["0.01", "0.02"] && exchange.price?.description == "0.03")
  }

  @Test(arguments: [TargetSpecification.AppKind.workflow, .advancedChat, .chat, .completion])
  func everyAppIsCharged(app: TargetSpecification.AppKind) async throws {
    let configuration = EndToEndTests.quick {
      $0.app = MockConfiguration.App(rawValue: app.rawValue)!
      ($0.model, $0.currency) = ("m-1", "EUR")
    }
    let (result, _) = try await EndToEndTests.ask(
      configuration, TestCase(id: "c", parameters: ["q": "hi"], query: "hi"), app: app)
    let charges = try #require(result.attempts.first?.exchanges.first).charges
    let hasGraph = app == .workflow || app == .advancedChat
    #expect(charges.map(\.model) == [hasGraph ? "fake/m-1" : nil] && charges.map(\.currency) == ["EUR"])
    #expect(charges[0].price > .zero && charges[0].tokens.prompt > 0)
  }
}
