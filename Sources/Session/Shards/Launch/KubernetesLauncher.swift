import FoundationEssentials
import Report
import RunModel

/// Starts the shards as an Indexed Job, by `kubectl` as it is configured.
struct KubernetesLauncher: ShardLauncher {
  let options: KubernetesOptions

  func launch(_ folder: ShardsFolder, _ plan: ShardsPlan) async throws -> any LaunchedShards {
    let (job, path) = (KubernetesJob(folder, plan), folder.paths.folder + "/job.yaml")
    try ReportFile.writeBytes(Array(job.text.utf8), to: path)
    let namespace = options.namespace.map { ["--namespace", $0] } ?? []
    _ = try await ChildProcess.call(["kubectl", "apply", "--filename", path] + namespace)
    return Job(name: job.name, namespace: namespace, shards: plan.wanted)
  }

  func jobFile(_ folder: ShardsFolder, _ plan: ShardsPlan) -> String? { KubernetesJob(folder, plan).text }

  private struct Job: LaunchedShards {
    let name: String
    let namespace: [String]
    let watch: JobWatch

    init(name: String, namespace: [String], shards: [Int]) {
      (self.name, self.namespace) = (name, namespace)
      watch = JobWatch {
        let status = try? await ChildProcess.call(
          ["kubectl", "get", "job", name, "--output=jsonpath={.status}"] + namespace)
        return status.flatMap { KubernetesStatus($0)?.ended(of: shards) }
      }
    }

    var words: String? { "Kubernetes job \(name)" }

    func ended() -> [Int: String] { watch.ended }

    func end() async { _ = try? await ChildProcess.call(["kubectl", "delete", "job", name] + namespace) }
  }
}
