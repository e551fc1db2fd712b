from elsewise.conversion.convert import convert
from elsewise.sabre.load import load_text
from elsewise.world.load import load_text as load_world

THEIRS = """/**
 * A small world.
 *
 *   It has two lines, and a "quote".
 */
entity Ann : character; // who
entity Ben : character;
// Whether somebody sleeps,
// or not.
property asleep(c : character) : boolean; // at night
/* Ends it. */ action wake(/* whom */ c : character) {
  effect: !asleep(c); // done
};
asleep(Ann);
"""

OURS = """# A small world.
#
#   It has two lines, and a "quote".
world small
character Ann, Ben
# Whether somebody sleeps,
# or not.
fact asleep(c: character)  # at night

start
  asleep(Ann)

# Ends it.
action wake(c: character)  # whom
  then    not asleep(c)
"""


def test_comments_at_the_top_and_before_declarations_are_kept():
    text = convert(load_text(THEIRS, "small.txt"))
    assert text == OURS


def test_the_comments_of_our_own_texts_are_not_looked_for():
    text = convert(load_world(OURS, "small.ew"))
    assert "#" not in text
