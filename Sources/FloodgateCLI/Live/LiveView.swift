import Session
import Synchronization

/// Shows snapshots where standard error leads: a redrawn block in a terminal, plain lines in a pipe,
/// JSON lines for machines, or nothing.
struct LiveView {
  /// Where the view goes.
  enum Form: Sendable {
    case block, lines, json, quiet
  }

  let form: Form
  let style: TerminalStyle
  private var redraw = RedrawPlan()

  init(form: Form, style: TerminalStyle) {
    self.form = form
    self.style = style
  }

  /// Seconds between two snapshots.
  var interval: Double {
    switch form {
    case .block: 0.25
    case .json: 1
    case .lines: 5
    case .quiet: 60
    }
  }

  /// Shows one snapshot.
  mutating func show(_ snapshot: RunProgress) {
    switch form {
    case .block:
      let width = Terminal.width
      let lines = LiveBlock(width: max(20, width - 1), style: style).lines(snapshot)
      Terminal.write(redraw.replace(with: lines, width: width))
    case .lines: Terminal.write(LiveLine.text(snapshot) + "\n")
    case .json: Terminal.write(LiveJSON.text(snapshot) + "\n")
    case .quiet: break
    }
  }

  /// Takes the block away, so that the summary can follow.
  mutating func finish() {
    if form == .block { Terminal.write(redraw.erase(width: Terminal.width)) }
  }
}

extension LiveView {
  /// A view that is told of a run's progress.
  static func progress(_ form: Form) -> Progress {
    let view = Mutex(LiveView(form: form, style: TerminalStyle(usesColour: Terminal.usesColour)))
    return Progress(every: LiveView(form: form, style: TerminalStyle(usesColour: false)).interval) {
      snapshot in
      view.withLock { $0.show(snapshot) }
    } finish: {
      view.withLock { $0.finish() }
    }
  }
}
