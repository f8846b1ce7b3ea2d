import ArgumentParser
import Session

/// What a cluster has to be told.
struct ClusterOptions: ParsableArguments {
  @Option(help: "floodgate's file on the machines of the cluster; this program's own by default.")
  var program: String?

  @Option(
    name: .customLong("sbatch"),
    help: "Slurm: an option for sbatch, such as --sbatch=--partition=load; may be repeated.")
  var slurm: [String] = []

  @Option(help: "Kubernetes: the image, with floodgate on its PATH.")
  var image: String?

  @Option(help: "Kubernetes: the volume claim whose root is --reports.")
  var claim: String?

  @Option(help: "Kubernetes: where the claim is mounted in the shards (/runs).")
  var mount: String?

  @Option(help: "Kubernetes: a secret whose entries are the shards' environment, for keys.")
  var secret: String?

  @Option(help: "Kubernetes: the namespace.")
  var namespace: String?

  @Option(help: "Kubernetes: processors of each shard (2).")
  var cpu: String?

  @Option(help: "Kubernetes: memory of each shard (1Gi).")
  var memory: String?

  /// Who starts the shards. Throws ``UsageProblem`` for what is missing, or is of the other cluster.
  func options(_ kind: LauncherOptions.Kind) throws -> LauncherOptions {
    var options = LauncherOptions(kind, program: program ?? LauncherOptions.ownProgram)
    switch kind {
    case .workers: throw UsageProblem("--on workers is `floodgate run --workers`")
    case .local: throw UsageProblem("--on local is `floodgate run --shards`")
    case .slurm:
      if let option = kubernetesOption {
        throw UsageProblem("\(option) goes with --on kubernetes, this is --on slurm")
      }
      options.slurm = slurm
    case .kubernetes:
      guard slurm.isEmpty, program == nil else {
        throw UsageProblem(
          "--sbatch and --program go with --on slurm, this is --on kubernetes: in an image floodgate is on the PATH"
        )
      }
      options.kubernetes = try kubernetes()
    }
    return options
  }

  private var kubernetesOption: String? {
    let given = [
      ("--image", image), ("--claim", claim), ("--mount", mount), ("--secret", secret),
      ("--namespace", namespace), ("--cpu", cpu), ("--memory", memory),
    ]
    return given.first { $0.1 != nil }?.0
  }

  private func kubernetes() throws -> KubernetesOptions {
    guard let image, let claim else {
      throw UsageProblem(
        "--on kubernetes needs --image and --claim: what runs, and the volume that shards share")
    }
    var options = KubernetesOptions()
    (options.image, options.claim, options.secret, options.namespace) = (image, claim, secret, namespace)
    options.mount = mount ?? options.mount
    options.processors = cpu ?? options.processors
    options.memory = memory ?? options.memory
    guard options.mount.hasPrefix("/") else {
      throw UsageProblem("--mount is '\(options.mount)', expected /path")
    }
    return options
  }
}

extension LauncherOptions.Kind: ExpressibleByArgument {}
