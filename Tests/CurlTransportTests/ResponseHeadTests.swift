import CurlTransport
import Reactor
import Testing

@Suite struct ResponseHeadTests {
  final class Reader: ResponseConsumer, @unchecked Sendable {
    let names: [StaticString]
    var values: [String?] = []
    var heads = 0
    init(_ names: [StaticString]) { self.names = names }

    func head(_ head: borrowing ResponseHead, at instant: LoopInstant) {
      heads += 1
      for name in names { values.append(head.value(name)) }
    }
    func body(_ bytes: RawSpan, at instant: LoopInstant) -> Appetite { .more }
  }

  private func read(_ answer: String, _ names: StaticString...) throws -> Reader {
    try withTransport([[.read, .send(answer)]]) { transport, server in
      let reader = Reader(names)
      _ = await transport.perform(HTTPRequest(.get, server.url), reader)
      return reader
    }
  }

  @Test func namesAreFoundInAnyCaseAndValuesAreTrimmed() throws {
    let reader = try read(
      "HTTP/1.1 200 OK\r\nX-Version:  1.13.0 \t\r\nRETRY-after:3\r\nEmpty:\r\nContent-Length: 0\r\n\r\n",
      "x-version", "retry-after", "empty", "x-vers", "date")
    #expect(reader.values == ["1.13.0", "3", "", nil, nil])
  }

  @Test func anInterimAnswerIsNoHead() throws {
    let reader = try read(
      "HTTP/1.1 100 Continue\r\nX-One: interim\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "x-one")
    #expect(reader.heads == 1 && reader.values == [nil])
  }

  @Test func trailersAreNoHead() throws {
    let reader = try read(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nX-Late: 1\r\n\r\n", "x-late")
    #expect(reader.heads == 1 && reader.values == [nil])
  }
}
