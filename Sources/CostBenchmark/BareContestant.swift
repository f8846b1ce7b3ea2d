import BareLoop

/// libcurl and epoll in C: the floor.
struct BareContestant: Contestant {
  let name = "bare C loop"

  func cost(of load: Load) throws -> Double {
    let before = CPUTime.ofThisProcess
    let result = load.url.withCString { url in
      load.body.withCString { body in
        bare_loop_run(
          BareLoad(url: url, body: body, requests: load.requests, concurrency: Int32(load.concurrency)))
      }
    }
    let cost = CPUTime.ofThisProcess - before
    guard result.succeeded == load.requests else {
      throw BrokenRound(name, "\(result.failed) of \(load.requests) requests failed")
    }
    return cost
  }
}
