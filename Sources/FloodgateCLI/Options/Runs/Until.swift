import ArgumentParser
import RunModel

/// When `run` has made enough runs or turns: `--until`.
enum Until: ExpressibleByArgument {
  /// Of turns: once the comparison is decided.
  case decided
  /// Of runs: once a figure's interval over them is as narrow.
  case narrow(RepeatGoal)

  init?(argument: String) {
    if argument == "decided" {
      self = .decided
    } else if let goal = RepeatGoal(argument) {
      self = .narrow(goal)
    } else {
      return nil
    }
  }

  static let help: ArgumentHelp =
    "When it is enough: decided (with --alternate, as soon as worse, better or not worse is shown), or a figure and the precision of its 95 % interval over --runs, such as ttft.p95=5%."
}
