import ArgumentParser

/// What every contestant does in one round.
struct Load {
  /// What is asked for, and so what is answered.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case blocking, streaming
    /// Streams whose events are 50 ms apart, as a model's are: each is read alone.
    case paced

    /// Events in an answer; a document counts as none.
    var events: Int { self == .blocking ? 0 : 200 }
  }

  var kind: Kind
  var port: Int
  var requests: Int
  var concurrency: Int

  var url: String { "http://127.0.0.1:\(port)/v1/workflows/run" }

  var body: String {
    #"{"inputs":{"topic":"tides"},"response_mode":"\#(kind == .blocking ? "blocking" : "streaming")","user":"benchmark"}"#
  }
}
