import Foundation
import Report
import RunModel
import Testing

/// `floodgate submit`: the job files, and the whole way with stand-ins for the clusters' own commands.
@Suite(.serialized) struct SubmitTests {
  private static let scenario = """
    name: shared
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 0, events: 3}}
    matrix: {n: {from: 1, to: 60}}
    execution: {concurrency: 6}
    """

  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func remove() { try? FileManager.default.removeItem(atPath: program.folder) }

  private func submit(_ options: String, environment: [String: String] = [:]) throws -> ProgramTests.Outcome {
    let file = try program.scenario(Self.scenario)
    let words = options.split(separator: " ").map(String.init)
    return try program.call(
      ["submit", file, "--reports", program.folder + "/r"] + words, environment: environment)
  }

  @Test func aSlurmJobIsAGang() throws {
    defer { remove() }
    let outcome = try submit(
      "--on slurm --shards 4 --dry-run --sbatch=--partition=load --program /opt/it's/floodgate")
    #expect(outcome.code == 0, "\(outcome)")
    let folder = program.folder + "/r/" + (try #require(try program.runFolders().last))
    #expect(outcome.output.contains("#SBATCH --ntasks=4\n") && outcome.output.contains("--partition=load\n"))
    #expect(outcome.output.contains("'/opt/it'\\''s/floodgate' shard '\(folder)'"), "\(outcome.output)")
    let script = program.folder + "/job.sh"
    try outcome.output.write(toFile: script, atomically: true, encoding: .utf8)
    #expect(try Repository.call(["bash", "-n", script]).code == 0)
    #expect(FileManager.default.fileExists(atPath: folder + "/manifest.jsonl"))
    #expect(outcome.errors.contains("floodgate watch"))
  }

  private static let kubernetes = "--on kubernetes --shards 3 --image reg/floodgate:1 --claim runs"

  /// The published schemas are the judge, from the first version that knows what the manifest uses.
  @Test(
    .enabled(
      if: (try? Repository.call(["python3", "-c", "import kubernetes_validate"], environment: Self.modules)
        .code) == 0),
    arguments: ["1.29", "1.32"])
  func aKubernetesManifestFitsTheSchemas(version: String) throws {
    defer { remove() }
    let outcome = try submit(
      Self.kubernetes + " --dry-run --secret keys --namespace load --cpu 4 --memory 2Gi")
    #expect(outcome.code == 0, "\(outcome)")
    let file = program.folder + "/job.yaml"
    try outcome.output.write(toFile: file, atomically: true, encoding: .utf8)
    let judged = try Repository.call(
      [
        "python3", "-c", Self.validator, version, file,
      ], environment: Self.modules)
    #expect(judged.code == 0, "\(judged.output)")
    for sign in ["completionMode: Indexed", "completions: 3", "backoffLimitPerIndex: 0", "name: \"keys\""] {
      #expect(outcome.output.contains(sign), "\(sign)")
    }
  }

  /// Where `Scripts/setup --test` puts what Debian does not have.
  private static let modules = ["PYTHONPATH": Repository.root.appending(path: ".build/python").path()]

  private static let validator = """
    import sys, yaml, kubernetes_validate
    job = yaml.safe_load(open(sys.argv[2]))
    kubernetes_validate.validate(job, sys.argv[1], strict=True)
    name = job["metadata"]["name"]
    assert len(name) <= 63 and name == name.lower(), name
    broken = dict(job, spec=dict(job["spec"], completions="three"))
    try:
        kubernetes_validate.validate(broken, sys.argv[1], strict=True)
    except kubernetes_validate.ValidationError:
        sys.exit(0)
    sys.exit("it finds nothing wrong with what is wrong")
    """

  @Test(arguments: [
    ("--on slurm --shards 2 --image x", "--image goes with --on kubernetes"),
    ("--on kubernetes --shards 2", "needs --image and --claim"), ("--on local --shards 2", "run --shards"),
    (Self.kubernetes + " --sbatch=-p", "--on slurm"), (Self.kubernetes + " --mount runs", "expected /path"),
    ("--on slurm --shards 2 --gather 0s", "gather"), ("--on slurm --shards 0", "expected 1 to"),
  ]) func whatDoesNotGoTogetherIsRefused(options: String, words: String) throws {
    defer { remove() }
    let outcome = try submit(options)
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
  }

  /// Commands of a cluster that run what they are given on this machine.
  private func standIns() throws -> [String: String] {
    let folder = program.folder + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in Self.commands {
      let path = folder + "/" + name
      try ("#!/bin/bash\nhere=\(program.folder)\n" + text).write(
        toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let own = ProgramTests.program.deletingLastPathComponent().path()
    return ["PATH": "\(folder):\(own):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"]
  }

  private static let commands = [
    "sbatch": """
    bash "$2" >"$here/job.log" 2>&1 & echo $! >"$here/job"
    echo "42;cluster"
    """,
    "squeue": """
    kill -0 $(cat "$here/job") 2>/dev/null && echo RUNNING || echo COMPLETED
    """,
    "srun": """
    while [[ "$1" == --* ]]; do [[ "$1" == --ntasks=* ]] && tasks=${1#*=}; shift; done
    for ((i = 0; i < tasks; i++)); do SLURM_PROCID=$i "$@" & done
    wait
    """,
    "kubectl": """
    if [[ "$1" == apply ]]; then
      shards=$(sed -n 's/^ *completions: //p' "$3")
      run=$(basename "$(dirname "$3")")
      for ((i = 0; i < shards; i++)); do
        (JOB_COMPLETION_INDEX=$i floodgate shard "$here/r/$run" >/dev/null 2>&1; echo $i >>"$here/over") &
      done >/dev/null 2>&1
    else
      printf '{"completedIndexes":"%s"}' "$(sort -un "$here/over" 2>/dev/null | paste -sd,)"
    fi
    """,
  ]

  @Test(arguments: ["--on slurm --shards 3", Self.kubernetes]) func aClusterRunsTheWhole(options: String)
    throws
  {
    defer { remove() }
    let outcome = try submit(options, environment: try standIns())
    #expect([0, 5].contains(outcome.code), "\(outcome)")
    #expect(outcome.errors.contains("job"), "\(outcome.errors)")
    let report = try program.report()
    #expect(report.measurements.inclusive.succeeded == 60 && report.parts?.count == 3)
    #expect(report.manifest.shard == nil)
    #expect(report.remarks?.contains { $0.contains("3 shards began within") } == true)
  }

  /// Who submits may go: the run is looked at and joined by others.
  @Test func withoutWhoSubmittedItGoesOn() throws {
    defer { remove() }
    let environment = try standIns()
    let outcome = try submit("--on slurm --shards 2 --detach", environment: environment)
    #expect(outcome.code == 0 && outcome.output.contains("Slurm job 42"), "\(outcome)")
    let folder = program.folder + "/r/" + (try #require(try program.runFolders().last))
    let watched = try program.call(["watch", folder, "--json"])
    #expect(watched.code == 0 && watched.errors.contains(#""finished":60"#), "\(watched)")
    #expect(watched.errors.contains("shared, 2 shards"))
    let joined = try program.call(["report", folder])
    #expect(joined.code == 0 && joined.output.contains("joined from 2 runs"), "\(joined)")
    #expect(try ReportFile.read(folder + "/report.json.gz").measurements.inclusive.total == 60)
    let once = try program.call(["watch", folder, "--once"])
    #expect(once.code == 0 && once.errors.contains("60/60 done"), "\(once)")
  }

  @Test func aClusterThatRefusesIsQuoted() throws {
    defer { remove() }
    var environment = try standIns()
    let path = program.folder + "/bin/sbatch"
    try "#!/bin/sh\necho no such partition\nexit 1\n".write(toFile: path, atomically: false, encoding: .utf8)
    environment["FLOODGATE"] = "1"
    let outcome = try submit("--on slurm --shards 2", environment: environment)
    #expect(outcome.code == 1 && outcome.errors.contains("no such partition"), "\(outcome)")
  }
}
