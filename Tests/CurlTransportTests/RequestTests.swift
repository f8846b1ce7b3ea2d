import CurlTransport
import Glibc
import Reactor
import Testing

@Suite struct RequestTests {
  /// One handle serves them all: what one request set must not be left over for the next.
  @Test func everyRequestIsSentAsItIs() throws {
    let server: [ScriptedServer.Step] = (0..<5).flatMap { _ in
      [ScriptedServer.Step.read, .send(okAnswer)]
    }
    let path = try temporaryFile("file's content")
    defer { unlink(path) }
    let large = [UInt8](repeating: 0x78, count: 40_000)
    let requests = try withTransport([server]) { transport, server in
      let file = MultipartFile(
        path: path, fileName: "a.txt", contentType: "text/plain", fields: ["user": "u1"])
      for request in [
        HTTPRequest(.post, server.url + "one", headers: ["X-A: 1"], body: large),
        HTTPRequest(.get, server.url + "two"),
        HTTPRequest(.post, server.url + "three", upload: file),
        HTTPRequest(.post, server.url + "four", headers: ["X-A: 2"], body: Array("short".utf8)),
        HTTPRequest(.delete, server.url + "five", body: Array("{}".utf8)),
      ] { _ = await transport.perform(request, Collector()) }
      return server.requests
    }
    let firstWords = requests.compactMap { $0.split(separator: " HTTP/").first.map(String.init) }
    #expect(firstWords == ["POST /one", "GET /two", "POST /three", "POST /four", "DELETE /five"])
    #expect(
      requests[0].hasSuffix(String(decoding: large, as: UTF8.self)) && requests[0].contains("X-A: 1\r\n"))
    #expect(requests[1].hasSuffix("\r\n\r\n") && !requests[1].contains("X-A"))
    #expect(requests[2].contains("file's content") && requests[2].contains("filename=\"a.txt\""))
    #expect(
      requests[2].contains("Content-Type: text/plain") && requests[2].contains("name=\"user\"\r\n\r\nu1"))
    #expect(requests[3].hasSuffix("\r\n\r\nshort") && requests[3].contains("X-A: 2\r\n"))
    #expect(requests[4].hasSuffix("\r\n\r\n{}"))
  }

  /// A line of its own goes with its request alone, however many requests there are, and the shared ones with all.
  @Test func aLineOfItsOwnIsNotLeftOver() throws {
    let lines = ["traceparent: 1", nil, "traceparent: 2", "traceparent: 3", nil]
    let server = lines.flatMap { _ in [ScriptedServer.Step.read, .send(okAnswer)] }
    let requests = try withTransport([server]) { transport, server in
      for line in lines {
        var request = HTTPRequest(.get, server.url, headers: ["X-A: 1"])
        request.ownHeader = line
        _ = await transport.perform(request, Collector())
      }
      return server.requests
    }
    let found = requests.map {
      $0.split(separator: "\r\n").first { $0.hasPrefix("traceparent") }.map(String.init)
    }
    #expect(found == lines && requests.allSatisfy { $0.contains("X-A: 1\r\n") && $0.contains("User-Agent:") })
  }

  @Test(arguments: [
    ([], "User-Agent: floodgate\r\n"), (["X-A: 1"], "User-Agent: floodgate\r\n"),
    (["user-agent: mine"], "user-agent: mine\r\n"),
  ]) func theUserAgentIsNamedOnce(headers: [String], wanted: String) throws {
    let request = try withTransport([[.read, .send(okAnswer)]]) { transport, server in
      _ = await transport.perform(HTTPRequest(.get, server.url, headers: headers), Collector())
      return server.requests.first ?? ""
    }
    #expect(request.contains(wanted))
    #expect(request.lowercased().split(separator: "user-agent:").count == 2)
  }

  @Test(arguments: [0, 5, 40_000, 100_000]) func bytesAreCounted(size: Int) throws {
    let (transfer, request) = try withTransport([[.read, .send(okAnswer)]]) { transport, server in
      let body = [UInt8](repeating: 0x78, count: size)
      let transfer = await transport.perform(HTTPRequest(.post, server.url, body: body), Collector())
      return (transfer, server.requests.first ?? "")
    }
    #expect(transfer.bytesSent == Int64(request.utf8.count))
    #expect(transfer.bytesReceived == Int64(okAnswer.utf8.count))
  }

  @Test func noProxyOfTheEnvironmentIsUsed() throws {
    setenv("http_proxy", "http://127.0.0.1:1", 1)
    defer { unsetenv("http_proxy") }
    let failure = try withTransport([[.read, .send(okAnswer)]]) { transport, server in
      await transport.perform(HTTPRequest(.get, server.url), Collector()).failure
    }
    #expect(failure == nil)
  }

  @Test func aFixedAddressStandsForAName() throws {
    let server = try ScriptedServer([[.read, .send(okAnswer)]])
    defer { server.stop() }
    var options = TransportOptions()
    options.resolve = ["dify.example:\(server.port):127.0.0.1"]
    let url = "http://dify.example:\(server.port)/"
    let status = try withTransport([[.hang]], options: options) { transport, _ in
      await transport.perform(HTTPRequest(.get, url), Collector()).status
    }
    #expect(status == 200 && server.requests.first?.contains("Host: dify.example") == true)
  }

  @Test func failuresTellNoSecret() throws {
    let failures = try withTransport([[.read, .send("garbage\r\n\r\n")], [.read, .reset]]) {
      transport, server in
      var texts: [String] = []
      for _ in 0..<2 {
        let request = HTTPRequest(.get, server.url, headers: ["Authorization: Bearer app-secret"])
        texts.append("\(await transport.perform(request, Collector()))")
      }
      return texts
    }
    #expect(failures.allSatisfy { !$0.contains("app-secret") && $0.contains("failure") })
  }

  private func temporaryFile(_ text: String) throws -> String {
    var template = Array("/tmp/floodgate-upload-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    _ = write(descriptor, bytes, bytes.count)
    return template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }
}
