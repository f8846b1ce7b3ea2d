import Foundation
import Testing

/// A page whose commands are run, in their order.
struct Guide: CustomTestStringConvertible {
  var page: String
  /// What is there before its first command: shell.
  var before = Guide.scenario
  /// What its commands say among other things.
  var signs: [String] = []
  /// Whether a threshold of its example may fail.
  var mayFail = false
  /// Whether its blocks without a language are what its commands print.
  var showsOutput = false
  var testDescription: String { page }

  /// `my.yaml`, for the stand-in that listens.
  static let scenario = "floodgate init $URL -o my.yaml\n"

  static let all = [
    // Its exit codes are part of it.
    Guide(page: "Tutorial", before: "unset -f floodgate; set +e\n", showsOutput: true),
    Guide(
      page: "FirstHour", before: "",
      signs: ["my.yaml: written for", "as the client", " held ", "## floodgate:"]),
    Guide(
      page: "Cookbook", before: "",
      signs: ["written for the embedded stand-in", "as the client", " held ", "shard"]),
    Guide(
      page: "Dashboards", before: "",
      signs: ["metrics at http://", "the run goes on without it", "    trace     ", "no result fits"]),
    Guide(
      page: "ManyMachines", before: "",
      signs: ["shards began within", "200 done", "#SBATCH --ntasks=8", "joined from 3 runs"]),
    Guide(page: "Browser", before: scenario + "cp my.yaml other.yaml; floodgate run my.yaml --quiet\n"),
    Guide(
      page: "Capacity",
      before: scenario + """
        floodgate capacity my.yaml --max 2 --slo 'success_rate >= 0.1' --reports r
        mkdir main branch; cp r/*/capacity.json.gz main; cp main/* branch
        export CI_COMMIT_SHORT_SHA=0123abc

        """, signs: ["as 0123abc"], mayFail: true),
    Guide(
      page: "Comparing",
      before: scenario + """
        cp my.yaml candidate.yaml
        floodgate run my.yaml --reports main-runs --quiet; floodgate run my.yaml --reports branch-runs --quiet

        """, signs: ["pair 1 second"]),
    Guide(
      page: "ContinuousIntegration",
      before: """
        mkdir load shard-1 shard-2; cp Scenarios/ci/app.yaml load
        export DIFY_URL=$URL MAIN_URL=$URL CHANGE_URL=$URL CI_COMMIT_SHORT_SHA=0123abc GITHUB_STEP_SUMMARY=summary.md
        for n in 1 2; do floodgate run load/app.yaml --shard $n/2 --reports s$n --quiet; cp s$n/*/report.json.gz shard-$n; done
        floodgate history add shard-1/report.json.gz --file history.jsonl --label v1.4

        """, signs: ["fine, 320 cases"], mayFail: true),
    Guide(page: "Machine", signs: ["TTFT floor"]),
    Guide(page: "Packages", before: "", signs: ["commit"]),
    Guide(
      page: "Plans",
      before: scenario
        + "sed -i 's/concurrency: .*/concurrency: 8/' my.yaml; echo 'tags: {tier: gold}' >> my.yaml\n",
      signs: ["40 cases"]),
    Guide(
      page: "Replay", before: "cp $ROOT/Tests/FuzzTests/Corpus/trace/workflow_runs.csv messages.csv\n",
      signs: ["2 requests in 2 arrivals"]),
    Guide(
      page: "README",
      before: scenario + """
        export GITHUB_STEP_SUMMARY=summary.md
        for side in old new; do floodgate run my.yaml --reports $side --quiet; mv $side/2*/* $side; done

        """, signs: ["TTFT floor", "pair 1 second"], mayFail: true),
  ]

  /// What stands before its commands. Loads that take minutes are cut short by options behind theirs: the last one
  /// holds. What is no command of floodgate's is not called, and what serves until Ctrl-C gets one as soon as it serves.
  func prelude(url: String) -> String {
    """
    set -e
    PATH=\(ProgramTests.program.deletingLastPathComponent().path()):$PATH
    ROOT=\(Repository.root.path()) URL=\(url)
    export DIFY_API_KEY=app-mock
    ln -s $ROOT/Scenarios Scenarios
    swift() { :; }; docker() { :; }; apt() { :; }; floodgate-gate() { :; }
    Scripts/quickstart() { :; }; Scripts/test() { :; }; Scripts/release() { :; }; Scripts/commit() { :; }
    shorter() {
      case "$*" in
        capacity*|sweep*) echo --step-duration 1s --warm-up 200ms --cool-down 0s --at-most 3s ;;
        resume*capacity*) echo --at-most 3s ;;
        *--alternate*) echo --alternate 2s --turn-warm-up 100ms --pairs 1 ;;
        *--pairs*) echo --pairs 1 ;;
        *--until*) echo --runs 5 --cool-down 0s ;;
        *--runs*) echo --runs 2 --cool-down 0s ;;
        serve*) echo --listen 127.0.0.1:0 ;;
      esac
    }
    serve() {
      rm -f served; command floodgate "$@" >served & local pid=$!
      until grep -qs http: served; do kill -0 $pid || return 1; sleep 0.05; done
      kill -INT $pid; wait $pid
    }
    floodgate() {
      local call="command floodgate"; if [ $1 = serve ]; then call=serve; fi
      $call "$@" $(shorter "$*") || case $? in
        2|3|5\(mayFail ? "|99" : "")) ;;
        *) echo "FAILED: $*"; return 1 ;;
      esac
      if [ $1 = import ]; then sed -i "s#http://localhost/v1#$URL#" *.yaml; fi
    }

    """ + before
  }
}
