import Foundation
import Session
import Testing
import Yams

/// What is handed out: the version that it tells, the packages that are made, the image's form.
@Suite struct PackagingTests {
  @Test func theVersionSaysWhichCommitOrThatItIsNotKnown() throws {
    let output = try ProgramTests().call(["--version"]).output
    #expect(
      output.contains(
        #/^floodgate \d+\.\d+\.\d+, (commit [0-9a-f]{12}|built from source, commit not recorded)/#))
  }

  @Test func theNewestChangesAreThisVersions() throws {
    let newest = try Repository.text("CHANGELOG.md").firstMatch(of: #/\n## (\S+)/#)
    #expect(newest.map { String($0.1) } == floodgateVersion)
    #expect(try Repository.text("LICENSE").contains("Apache License\n                           Version 2.0"))
  }

  /// What the environment says goes into the one file that knows it, and nothing but a commit goes in.
  @Test(arguments: [
    ("", ""), ("0123abc", "0123abc"), ("0123abc-dirty", "0123abc-dirty"), ("0\"; system(\"x", ""),
    ("main", ""),
  ]) func aBuildIsToldItsCommit(given: String, defined: String) throws {
    let folder = try ProgramTests().folder
    let (code, dump) = try Repository.call(
      ["swift", "package", "--scratch-path", folder, "dump-package"], environment: ["FLOODGATE_COMMIT": given]
    )
    #expect(code == 0 && dump.contains(#"FLOODGATE_COMMIT=\"\#(defined)\""#), "\(dump.suffix(500))")
  }

  @Test func theCommitIsThatOfTheCheckout() throws {
    let told = try Repository.call(["Scripts/commit"], environment: ["FLOODGATE_COMMIT": "abc"])
    #expect(told.output == "abc\n")
    let own = try Repository.call(["Scripts/commit"], environment: ["FLOODGATE_COMMIT": ""])
    #expect(own.code == 0 && own.output.contains(#/^([0-9a-f]{40}(-dirty)?\n)?$/#))
  }

  /// Packs the program that these tests run beside, then unpacks both packages and runs what was in them.
  @Test(.enabled(if: Repository.has("dpkg-deb") && Repository.has("strip")))
  func theReleaseScriptMakesPackagesThatRun() throws {
    let folder = try ProgramTests().folder
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try Repository.call([
      "Scripts/release", "--fast", "--binary", ProgramTests.program.path(), "--output", folder,
    ])
    #expect(
      made.code == 0 && made.output.contains("release: floodgate \(floodgateVersion)"), "\(made.output)")
    let script = """
      set -e
      sha256sum --check --quiet SHA256SUMS
      dpkg-deb --field floodgate_*.deb Version Depends
      dpkg-deb --extract floodgate_*.deb unpacked
      mkdir tar && tar -xzf floodgate-*.tar.gz -C tar
      unpacked/usr/bin/floodgate --version
      tar/floodgate-*/bin/floodgate --version
      bash -n unpacked/usr/share/bash-completion/completions/floodgate
      test -s unpacked/usr/share/zsh/vendor-completions/_floodgate
      zcat unpacked/usr/share/man/man1/floodgate-run.1.gz | grep -q 'SH SYNOPSIS'
      test -s unpacked/usr/share/fish/vendor_completions.d/floodgate.fish
      test -x unpacked/usr/bin/floodgate-gate
      zcat unpacked/usr/share/doc/floodgate/changelog.gz | head -1
      """
    let tried = try Repository.call(["bash", "-c", script], folder: URL(filePath: folder))
    #expect(tried.code == 0, "\(tried.output)")
    #expect(tried.output.contains("Version: \(floodgateVersion)") && tried.output.contains("libc6 (>= 2."))
    #expect(tried.output.matches(of: #/floodgate \d+\.\d+\.\d+, /#).count == 2)
  }

  /// What stands for ICU's tables has the name that this toolchain's ICU looks for, and is all that there is of it.
  @Test(.enabled(if: Repository.has("nm") && Repository.has("clang")))
  func icuHasNoTables() throws {
    let folder = try ProgramTests().folder
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let object = folder + "/none.o"
    let made = try Repository.call(["Packaging/no-icu-data", object])
    #expect(made.code == 0, "\(made.output)")
    // A toolchain without static libraries has nothing to be left out.
    guard FileManager.default.fileExists(atPath: object) else { return }
    #expect(made.output == object + "\n")
    let symbols = try Repository.call(["nm", "--print-size", object]).output
    #expect(symbols.contains(#/ 0*38 R icudt[0-9]+_dat\n/#), "\(symbols)")
    #expect(try Repository.text("Scripts/release").contains("Packaging/no-icu-data"))
  }

  @Test func theImageIsWellFormed() throws {
    let lines = try Repository.text("Dockerfile").split(separator: "\n").map(String.init)
    let heads = lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix(" ") }.compactMap {
      $0.split(separator: " ").first
    }
    let known = ["FROM", "ARG", "ENV", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD"]
    #expect(heads.first == "FROM" && heads.allSatisfy { known.contains(String($0)) })
    #expect(lines.contains("USER 1000") && lines.contains(#"ENTRYPOINT ["floodgate"]"#))
    // What is left out of the image's build may not be needed by it.
    let ignored = try Repository.text(".dockerignore").split(separator: "\n")
    #expect(!ignored.contains("Tests") && !ignored.contains("Sources"), "the manifest names them")
  }

  @Test(.enabled(if: Repository.has("hadolint"))) func hadolintHasNothingToSay() throws {
    let (code, output) = try Repository.call(["hadolint", "Dockerfile"])
    #expect(code == 0 && output.isEmpty, "\(output)")
  }

  static let scripts = [
    "Scripts/commit", "Scripts/quickstart", "Scripts/slurm", "Scripts/release", "Packaging/layout",
    "Packaging/man",
    "Packaging/control",
    "Packaging/floodgate-gate", "Packaging/ci/get", "Packaging/ci/run",
  ]

  @Test(arguments: scripts) func aScriptParses(path: String) throws {
    #expect(FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: path).path()))
    #expect(try Repository.call(["bash", "-n", path]).code == 0)
    if Repository.has("shellcheck") {
      let (code, output) = try Repository.call(["shellcheck", path])
      #expect(code == 0, "\(output)")
    }
  }
}
