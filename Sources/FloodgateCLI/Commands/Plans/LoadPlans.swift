import Pages
import RunModel
import Session

/// The loads of a manifest, to be drawn: the shared one, and those of scenarios with their own.
struct LoadPlans {
  private let loads: [(title: String, policy: ExecutionPolicy)]
  private let header: ManifestHeader
  private let manifest: PreparedRun

  init(_ manifest: PreparedRun) {
    (self.manifest, header) = (manifest, manifest.header)
    let own = header.scenarios.compactMap { plan in plan.execution.map { (plan.name, $0) } }
    loads = (header.sharesPolicy ? [(header.name, header.execution)] : []) + own
  }

  /// With the blocks of a terminal.
  var lines: [String] {
    loads.flatMap { load in
      LoadDrawing(title: title(load), outline: outline(load.policy, LoadDrawing.columns)).lines
    }
  }

  /// As a file.
  var svg: String {
    LoadPicture(
      loads.map { .init(title: title($0), outline: outline($0.policy, LoadPicture.columns)) }
    ).text
  }

  private func title(_ load: (title: String, policy: ExecutionPolicy)) -> String {
    "\(load.title): \(LoadText(policy: load.policy).load)"
  }

  /// A column has some arrivals, so that it shows their rate and not each of them.
  private func outline(_ policy: ExecutionPolicy, _ most: Int) -> LoadOutline? {
    let shape = policy.load.shape
    let planned = shape.conduct.arrivals == nil ? nil : shape.words.tasks
    let columns = planned.map { Int(min(Double(most), max(8, $0 / 5))) } ?? most
    return LoadOutline(
      policy, seed: header.seed, shard: header.shard, columns: columns,
      arrivals: shape.followsCases ? manifest.arrivals : nil)
  }
}
