import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// The tables, read by Python's csv module, strictly.
@Suite(.enabled(if: ValidationTool.hasPython("csv"))) struct CSVTests {
  /// Fails on a row of another length than the first, and on a cell that a spreadsheet would take for a formula.
  static let script = """
    import csv, sys
    for path in sys.argv[1:]:
        text = open(path, encoding="utf-8", newline="").read()
        assert text.endswith("\\r\\n"), path
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True, lineterminator="\\r\\n"))
        assert len(rows) > 1, path
        for row in rows:
            assert len(row) == len(rows[0]), (path, row)
            for cell in row:
                assert not cell.lstrip()[:1] in tuple("=+@-\\uff1d") or cell.replace(".", "", 1).isdigit(), (path, cell)
                assert cell[:1] not in ("\\t", "\\r"), (path, cell)
        print(len(rows), len(rows[0]), rows[1][:3])
    """

  @Test func everyTableIsReadWholeAndHoldsNoFormula() throws {
    try ValidationTool.withFolder { folder in
      var paths: [String] = []
      for (index, payload) in ([nil] + FormatsTests.hostile.map { $0 as String? }).enumerated() {
        for format in [CSVFormat.self, CSVCases.self, CSVWindows.self] as [any ReportFormat.Type] {
          paths.append("\(folder)/\(index)-\(format.name)")
          try ReportFile.writeBytes(
            try format.render(FormatsTests.report(hostile: payload)), to: paths[paths.count - 1])
        }
      }
      let result = try ValidationTool.run("/usr/bin/python3", ["-c", Self.script] + paths)
      #expect(result.code == 0, "\(result.output)")
      #expect(result.output.hasPrefix("25 12 ['response_time', 'success', '"), "\(result.output.prefix(200))")
    }
  }

  @Test func textsAreQuotedAndFormulasDisarmed() {
    var table = CSVTable(["a", "b"])
    table.add([.text("x,\"y\"\nz"), .figure("-1")])
    table.add([.text("=1+1"), .text(" @x")])
    #expect(String(decoding: table.bytes, as: UTF8.self) == "a,b\r\n\"x,\"\"y\"\"\nz\",-1\r\n'=1+1,' @x\r\n")
  }
}
