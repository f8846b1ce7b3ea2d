import Pages
import Session
import Synchronization
import WebServer

/// Those who look at runs that go on.
extension Site {
  /// Draws each run that somebody looks at, once for all who do. To be called once a second.
  package func tick() {
    for (name, viewing) in viewings.withLock({ $0 }) {
      if viewing.isForgotten() { forget(name) }
      guard viewing.events.viewers > 0 else { continue }
      if let going = going(name), let state = state(of: going, name) {
        viewing.events.publish(EventFrame.bytes("state", LivePage(state).frame))
      } else {
        end(name, viewing)
      }
    }
  }

  /// Tells those who look at a run that it is over, and of a series where the next one will be.
  private func end(_ name: String, _ viewing: Viewing) {
    let isFollowed = feed?.isAwaited == true && feed?.folder(of: name) != nil
    if isFollowed {
      toldToAsk.withLock { $0 = .now }
    } else {
      waiting.withLock { $0 += viewing.events.viewers }
    }
    viewing.events.finish(EventFrame.bytes("end", isFollowed ? "/live" : ""))
    forget(name)
  }

  private func forget(_ name: String) { viewings.withLock { $0[name] = nil } }

  /// Who waits for the next run of a series asks again within a second.
  private var somebodyAsksAgain: Bool {
    toldToAsk.withLock { $0.map { .now - $0 < .milliseconds(1500) } ?? false }
  }

  /// Shows those who look at a run that has ended its report, and waits until they have it, a few seconds at most.
  package func finish() async {
    tick()
    for _ in 0..<100 where waiting.withLock({ $0 > 0 }) || somebodyAsksAgain {
      try? await Task.sleep(for: .milliseconds(50))
    }
  }
}
