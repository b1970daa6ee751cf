# SPDX-License-Identifier: Apache-2.0
"""What tools/rooms.py finds fault with."""
import collections
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
import rooms  # noqa: E402

HEAD = "/* SPDX-License-Identifier: Apache-2.0 */\n"


class Rooms(unittest.TestCase):
    def setUp(self):
        self.includers = collections.defaultdict(list)

    def faults(self, path, text):
        return list(rooms.file_faults(pathlib.Path(path), HEAD + text, self.includers))

    def test_a_file_that_keeps_the_rules(self):
        self.assertEqual(self.faults("src/write/page.c", '#include "write/page.h"\n#include "base/text.h"\n'), [])

    def test_a_room_that_comes_later(self):
        (line, said), = self.faults("src/base/text.c", '#include "page/block.h"\n')
        self.assertEqual((line, said), (2, "base comes before page, and may not include 'page/block.h'"))
        self.assertEqual(self.faults("src/hearsay.c", '#include "write/write.h"\n'), [])
        self.assertNotEqual(self.faults("src/hearsay.c", '#include "cli/option.h"\n'), [])

    def test_a_library_in_two_files(self):
        self.assertEqual(self.faults("src/base/text.c", "#include <utf8proc.h>\n"), [])
        (_, said), = self.faults("src/page/block.c", "#include <utf8proc.h>\n")
        self.assertEqual(said, "utf8proc is included by src/base/text.c already")

    def test_calls_that_have_no_place(self):
        self.assertEqual(self.faults("src/page/a.c", "x = malloc(3);\n"), [(2, "malloc() has no place here")])
        self.assertEqual(self.faults("src/base/arena.c", "x = malloc(3);\n"), [])
        self.assertEqual(self.faults("src/page/a.c", "printf(1);\n"), [(2, "printf() has no place here")])
        self.assertEqual(self.faults("src/cli/a.c", "printf(1);\n"), [])

    def test_words_and_members_are_no_calls(self):
        text = '/* free(x)\n malloc( */ s = "strcpy(";\nthing->free(x); // atoi(x)\nhs_arena_free(y);\n'
        self.assertEqual(self.faults("src/page/a.c", text), [])

    def test_the_licence_line(self):
        found = list(rooms.file_faults(pathlib.Path("src/page/a.c"), "int x;\n", self.includers))
        self.assertEqual(found, [(1, "does not begin with the licence line")])


if __name__ == "__main__":
    unittest.main()
