# SPDX-License-Identifier: Apache-2.0
"""What the compiler of the lexicon refuses, and where it says the fault is."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tools"))
import lexicon  # noqa: E402

HEAD = "# What it is.\n# columns: form, kind\n# source: us\n# licence: Apache-2.0\n"


class Table(unittest.TestCase):
    def read(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "t.tsv")
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            return lexicon.read_table(path)

    def refused(self, text, said):
        with self.assertRaisesRegex(lexicon.Fault, said):
            self.read(text)

    def test_a_good_table_is_read(self):
        columns, rows = self.read(HEAD + "École\tx\necole\ty\nİzmir\tz\n")
        self.assertEqual(columns, ["form", "kind"])
        self.assertEqual([key for key, _ in rows], [b"ecole", b"ecole", b"izmir"])

    def test_rows_out_of_order_are_named_by_line(self):
        self.refused(HEAD + "b\tx\na\tx\n", r"t\.tsv:6: 'a' out of order")

    def test_the_same_line_twice_is_refused(self):
        self.refused(HEAD + "a\tx\na\tx\n", r"t\.tsv:6: 'a' twice")

    def test_a_wrong_number_of_columns_is_refused(self):
        self.refused(HEAD + "a\n", r"t\.tsv:5: 1 columns, should be 2")
        self.refused(HEAD + "a\tx\ty\n", "3 columns")
        self.refused(HEAD + "\n", "1 columns")

    def test_a_key_must_be_there_and_short(self):
        self.refused(HEAD + "\tx\n", "no key")
        self.refused(HEAD + "\u0301\tx\n", "empty once folded")
        self.refused(HEAD + "a" * 256 + "\tx\n", "over 255 bytes")

    def test_stray_spaces_and_controls_are_refused(self):
        self.refused(HEAD + "a \tx\n", "a space")
        self.refused(HEAD + "a\tx\r\n", "a space")
        self.refused(HEAD + "a\x01b\tx\n", "a control character")

    def test_the_head_names_columns_source_and_licence(self):
        for name in ("columns", "source", "licence"):
            head = "".join(line for line in HEAD.splitlines(True) if not line.startswith(f"# {name}"))
            self.refused(head + "a\tx\n", f"no '# {name}:'")

    def test_bytes_that_are_no_text_are_refused(self):
        self.refused(HEAD.encode() + b"\xff\tx\n", "not UTF-8 at byte")
        self.refused(HEAD + "a\tx", "no line end")

    def test_folding_is_that_of_the_engine(self):
        for text, folded in (("Erdoğan", "erdogan"), ("İ", "i"), ("Yıldırım", "yildirim"), ("Łódź", "łodz")):
            self.assertEqual(lexicon.fold(text), folded)


if __name__ == "__main__":
    unittest.main()
