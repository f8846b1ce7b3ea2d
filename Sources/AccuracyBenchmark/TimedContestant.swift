import BareLoop

/// A client that states times to first event.
protocol TimedContestant {
  var name: String { get }

  func canDo(_ load: TimedLoad) -> Bool

  /// Does the load, and returns the time to first event of each request that succeeded, with the request's number,
  /// nanoseconds.
  func timesToFirstEvent(_ load: TimedLoad, port: Int) throws -> [(number: Int, nanoseconds: Int64)]
}

enum TimedContestants {
  static var all: [any TimedContestant] { [BareTimedContestant(), FloodgateTimedContestant()] }
}

/// libcurl and epoll in C: the floor. It counts from the moment that a request is handed to libcurl.
struct BareTimedContestant: TimedContestant {
  let name = "bare C loop"

  /// It has no clock for arrivals.
  func canDo(_ load: TimedLoad) -> Bool {
    if case .arrivals = load { false } else { true }
  }

  func timesToFirstEvent(_ load: TimedLoad, port: Int) throws -> [(number: Int, nanoseconds: Int64)] {
    var stamps = [BareStamps](repeating: BareStamps(), count: load.requests)
    _ = "http://127.0.0.1:\(port)/v1/workflows/run".withCString { url in
      "".withCString { body in
        bare_loop_run_timed(
          BareLoad(url: url, body: body, requests: load.requests, concurrency: Int32(load.concurrency)),
          &stamps)
      }
    }
    return stamps.enumerated().filter { $1.first_event > 0 }.map { ($0, $1.first_event - $1.started) }
  }
}
