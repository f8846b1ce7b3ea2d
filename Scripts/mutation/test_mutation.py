"""Tests of the mutator: python3 -m unittest discover Scripts/mutation"""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import mutants  # noqa: E402
import schemata  # noqa: E402
import source  # noqa: E402

TEXT = '''struct A {
  static let limit = 16
  var most: Int { a < b ? a : b }  // a > b
  func f(_ x: Int) -> Bool {
    guard x >= 3, isOn else { return false }
    count += 1
    return "a < b" == name
  }
  protocol P { func g() }
}
'''


class Tests(unittest.TestCase):
    def found(self):
        return {(one.before, one.after) for one in mutants.of_file("a", "Sources/M/A.swift", TEXT)}

    def test_bodies(self):
        self.assertEqual([body.name for body in source.bodies(TEXT)], ["most", "f"])

    def test_changes(self):
        for pair in [
            ("static let limit = 16", "static let limit = 17"),
            ("guard x >= 3, isOn else { return false }", "guard x > 3, isOn else { return false }"),
            ("guard x >= 3, isOn else { return false }", "guard x >= 3, true else { return false }"),
            ("guard x >= 3, isOn else { return false }", "guard !(x >= 3), isOn else { return false }"),
            ("count += 1", "()"), ("count += 1", "count -= 1"),
            ('return "a < b" == name', 'return "a < b" != name'),
        ]:
            self.assertIn(pair, self.found())

    def test_texts_and_comments_stay(self):
        for _, after in self.found():
            self.assertNotIn("a <= b\"", after)
            self.assertNotIn("// a >= b", after)

    def test_schemata(self):
        every = mutants.of_file("a", "Sources/M/A.swift", TEXT)
        for number, one in enumerate(every, 1):
            one.number, one.group = number, 1
        text, lines = schemata.changed(TEXT, every)
        self.assertEqual(set(lines), {one.number for one in every if one.body})
        self.assertIn("_mutant(1) == ", text)
        self.assertEqual(source.masked(text).count("{"), source.masked(text).count("}"))


if __name__ == "__main__":
    unittest.main()
