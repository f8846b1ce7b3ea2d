import Reactor

/// What a run under way is made of.
struct RunParts {
  let loop: EpollLoop
  /// `nil` when a stub does the work.
  let targets: RunTargets?
  let paths: RunPaths
  let recorder: RunRecorder
  /// What a run that was cut has already.
  let earlier: EarlierResults?
  let watch: RunWatch
  let exporter: OTLPExporter?
  /// The empty workflow beside the load; `nil` when there is none.
  let baseline: BaselineProbe?
}
