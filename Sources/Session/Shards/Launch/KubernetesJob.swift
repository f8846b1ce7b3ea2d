import RunModel

/// The manifest of an Indexed Job: a pod a shard, all at once, none of them tried again, and a lost one takes none of the
/// others with it. Pure.
package struct KubernetesJob {
  private let folder: ShardsFolder
  private let plan: ShardsPlan
  private var options: KubernetesOptions { plan.launcher.kubernetes }

  package init(_ folder: ShardsFolder, _ plan: ShardsPlan) { (self.folder, self.plan) = (folder, plan) }

  /// The job's name: what a DNS label may hold.
  package var name: String {
    let safe = folder.paths.runID.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let stem = String(("floodgate-" + safe).suffix(50)).drop { $0 == "-" }
    return "\(stem)-\(plan.attempt)"
  }

  package var text: String {
    let count = plan.wanted.count
    let environment = options.secret.map {
      "\n          envFrom:\n            - secretRef: {name: \(Self.quoted($0))}"
    }
    let namespace = options.namespace.map { "\n  namespace: \(Self.quoted($0))" }
    return """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: \(Self.quoted(name))\(namespace ?? "")
        labels: {app.kubernetes.io/name: floodgate}
      spec:
        completionMode: Indexed
        completions: \(count)
        parallelism: \(count)
        backoffLimitPerIndex: 0
        template:
          metadata:
            labels: {app.kubernetes.io/name: floodgate, floodgate/run: \(Self.quoted(name))}
          spec:
            restartPolicy: Never
            topologySpreadConstraints:
              - maxSkew: 1
                topologyKey: kubernetes.io/hostname
                whenUnsatisfiable: ScheduleAnyway
                labelSelector: {matchLabels: {floodgate/run: \(Self.quoted(name))}}
            containers:
              - name: shard
                image: \(Self.quoted(options.image))
                command: ["floodgate", "shard", \(Self.quoted(options.mount + "/" + folder.paths.runID))]\(environment ?? "")
                resources:
                  requests: {cpu: \(Self.quoted(options.processors)), memory: \(Self.quoted(options.memory))}
                  limits: {cpu: \(Self.quoted(options.processors)), memory: \(Self.quoted(options.memory))}
                volumeMounts:
                  - {name: runs, mountPath: \(Self.quoted(options.mount))}
            volumes:
              - name: runs
                persistentVolumeClaim: {claimName: \(Self.quoted(options.claim))}

      """
  }

  /// A JSON text is one of YAML.
  private static func quoted(_ text: String) -> String { JSONValue.string(text).canonicalText }
}
