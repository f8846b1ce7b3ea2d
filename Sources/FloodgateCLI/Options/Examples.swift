/// The examples that the help of each command opens with. A command of its own name needs at least two here.
enum Examples {
  static let all: [String: [String]] = [
    "run": [
      "floodgate run my.yaml --threshold 'ttft.p95 < 3s'",
      "floodgate run my.yaml --pairs 7 --against http://other/v1",
      "floodgate run my.yaml --workers auto",
      "floodgate run my.yaml --shards 4",
      "floodgate run my.yaml --runs 20 --until ttft.p95=5%",
      "floodgate run my.yaml --against http://other/v1 --alternate 20s --until decided --at-most 40m",
    ],
    "submit": [
      "floodgate submit my.yaml --on slurm --shards 8 --reports /shared/Reports --sbatch=--partition=load",
      "floodgate submit my.yaml --on kubernetes --shards 8 --reports /shared/Reports --image registry/floodgate:1 --claim runs --dry-run",
    ],
    "watch": [
      "floodgate watch Reports/20261128T040033-trial-84f7",
      "floodgate watch Reports/20261128T040033-trial-84f7 --once --json",
    ],
    "shard": [
      "floodgate shard Reports/20261128T040033-trial-84f7 --number 3",
      "floodgate shard /shared/20261128T040033-trial-84f7",
    ],
    "resume": [
      "floodgate resume Reports/20261128T040033-trial-84f7",
      "floodgate resume Reports/20261128T040033-trial-84f7 --in-flight leave",
      "floodgate resume Reports/20261128T040033-trial-capacity-84f7 --steps 24",
    ],
    "capacity": [
      "floodgate capacity my.yaml --slo 'success_rate >= 0.99, ttft.p95 < 3s' --over users",
      "floodgate capacity my.yaml --slo 'success_rate >= 0.99' --over rate --max 50",
      "floodgate capacity my.yaml --threshold 'capacity >= 40 users' --threshold 'capacity >= 0.9 * baseline' --baseline main/capacity.json.gz",
    ],
    "sweep": [
      "floodgate sweep my.yaml --users 1,2,5,10,20", "floodgate sweep my.yaml --rate 1,2,5 --times 3",
      "floodgate sweep my.yaml --set target.connection.http=1.1,2 --times 5 --shuffle 7",
    ],
    "plan": [
      "floodgate plan my.yaml --output my.jsonl.gz", "floodgate plan my.yaml --load --svg load.svg",
    ],
    "validate": ["floodgate validate my.yaml", "floodgate validate my.yaml --ask --json"],
    "ask": ["floodgate ask my.yaml", "floodgate ask my.yaml --id 3fa4 --json"],
    "init": [
      "floodgate init http://localhost/v1", "floodgate init http://localhost/v1 --key-env SUPPORT_KEY",
    ],
    "import": [
      "floodgate import recorded.har", "floodgate import dify.postman_collection.json --output my.yaml",
      "floodgate import messages.csv --mask --output replay.yaml",
    ],
    "doctor": ["floodgate doctor", "floodgate doctor my.yaml --json"],
    "calibrate": ["floodgate calibrate", "floodgate calibrate --json"],
    "mock": [
      "floodgate mock --port 8080 first_text_ms=300 events=40",
      "floodgate mock app=chat faults=http-502:0.01,workflow-failed:0.02",
    ],
    "report": [
      "floodgate report Reports/20261128T040033-trial-84f7",
      "floodgate report report.json.gz --format junit --output junit.xml",
    ],
    "gate": [
      "floodgate gate report.json.gz", "floodgate gate report.json.gz --threshold 'success_rate >= 0.99'",
      "floodgate gate capacity.json.gz --threshold 'capacity >= 40 users'",
    ],
    "compare": [
      "floodgate compare old/report.json.gz -- new/report.json.gz",
      "floodgate compare runs-of-main -- runs-of-branch",
      "floodgate compare main/capacity.json.gz -- branch/capacity.json.gz --format markdown",
    ],
    "merge": [
      "floodgate merge shard1.json.gz shard2.json.gz --output whole.json.gz",
      "floodgate merge Reports/a Reports/b --output both.json.gz",
    ],
    "inspect": [
      "floodgate inspect Reports/20261128T040033-trial-84f7 --slowest 20",
      "floodgate inspect Reports/20261128T040033-trial-84f7 --status failed --json",
    ],
    "history": ["floodgate history add Reports/20261128T040033-trial-84f7", "floodgate history show"],
    "serve": ["floodgate serve", "floodgate serve Reports --listen :9000 --allow-run my.yaml"],
    "schema": ["floodgate schema", "floodgate schema --reference ScenarioReference.md"],
  ]

  /// The examples of a command, then what else is to be said of it.
  static func of(_ command: String, then discussion: String = "") -> String {
    let examples = (all[command] ?? []).map { "  \($0)" }.joined(separator: "\n")
    return "Examples:\n" + examples + (discussion.isEmpty ? "" : "\n\n" + discussion)
  }
}
