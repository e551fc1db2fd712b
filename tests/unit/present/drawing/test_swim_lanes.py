from __future__ import annotations

from itertools import pairwise

import elsewise as ew
from drawn import labels, outside, overlaps
from elsewise.present.drawing.draw import causes_of
from elsewise.present.drawing.drawn_story import run_plot
from elsewise.present.drawing.swim_lanes import draw_lanes
from elsewise.story.story import Beat, Story


def letter():
    world = ew.sample("letter")
    return world, ew.find(world, ending="ashes").story


def test_who_acts_sees_and_is_told():
    world, story = letter()
    hide, say, light = run_plot(world, story).beats
    assert (hide.actors, hide.seers, hide.told) == (("Ines",), (), ())
    assert (say.actors, say.seers, say.told) == (("Ines",), ("Tomas",), ("Tomas",))
    assert (light.actors, light.seers) == (("Tomas",), ("Ines",))
    assert say.words == "Ines lies to Tomas that the letter is in the desk."
    assert any("Ines (0 to 5)" in line for line in hide.because)


def test_what_follows_a_beat_and_in_whose_mind():
    world = ew.sample("smoke")
    drawn = run_plot(world, ["plead(Clark, Lex)", "climb(Lex, Tunnel, Ladder)"])
    followed = {f.words: f.minds for f in drawn.beats[1].followed}
    blood = "Lex finds his fingers red, and understands that Clark can be hurt."
    assert followed[blood] == ("Lex",)


def test_the_states_are_those_of_minds():
    world, story = letter()
    drawn = run_plot(world, story)
    for beat, state in enumerate(drawn.states):
        assert state == ew.minds(world, story, beat)
    assert drawn.endings == ("ashes",)


def test_causes_are_drawn_and_told():
    world = ew.sample("smoke")
    story = ew.find(world, ending="left").story
    causes = causes_of(world, story)
    assert causes[3, 4]
    picture = ew.draw(world, story)
    assert "Beat 3 made beat 4 possible" in picture.svg
    assert "Made possible by beat 3." in picture.description.splitlines()[4]


def test_many_people_and_long_words_have_room():
    names = [f"Person_with_a_long_name_{n}" for n in range(12)]
    text = f"""
world Crowd
character {", ".join(names)}
fact met(character, character)
action meet(a: character, b: character)
  if not a = b
  then met(a, b)
  by a
  tell "{{a}} [meet] {{b}}, and they talk for a very long time about nothing that matters at all"
limits length 2, foresight 1, depth 0
"""
    world = ew.loads(text)
    events = [f"meet({a}, {b})" for a, b in pairwise(names)]
    picture = ew.draw(world, events)
    assert overlaps(picture.svg) == []
    assert outside(picture.svg) == []
    assert "11" in {label.text for label in labels(picture.svg)}


def test_every_arrow_has_a_track_of_its_own():
    world, story = letter()
    drawn = run_plot(world, story)
    every = {(a, b): a % 2 == 0 for a in range(1, 4) for b in range(a + 1, 4)}
    picture = draw_lanes(drawn, every, "Letter", "light")
    assert "With a reason from beat 1." in picture.description
    assert picture.svg.count("made beat 3 possible") == 1
    assert picture.svg.count("gave a reason for beat") == 2


def test_a_story_without_beats():
    world = ew.sample("letter")
    assert "Nothing needs to happen." in ew.draw(world, Story((), "ashes", None)).description
    assert ew.draw(world, Story((Beat("light(Tomas)", {}),), 1.0, None)).title.endswith("1 beat")


def test_no_word_of_a_name_is_broken():
    names = ["Wilhelmine", "Bartholomaeus", "Old_Maximilian", "Ann", "Hildegardis", "Immanuel"] * 2
    names = [f"{name}{'e' * (n // 6)}" for n, name in enumerate(names)]
    text = f"""world Court
character {", ".join(names)}
fact greeted(character, character)
action greet(a: character, b: character)
  if not greeted(a, b) and not a = b
  then greeted(a, b)
  by a
  tell "{{a}} [greets] {{b}} as one greets a guest whom one has not seen for years and years"
"""
    picture = ew.draw(ew.loads(text), [f"greet({names[0]}, {names[1]})"])
    words = {label.text for label in labels(picture.svg)}
    for name in names:
        assert name in words or set(name.replace("_", "_ ").split()) <= words
    assert not overlaps(picture.svg)


def test_several_do_in_the_plural():
    world = ew.loads("""world Gate
character Berta (she)
fact out
action leave(Berta)
  if not out
  then out
  by Berta
  tell "the sailors [let] {Berta} go and [say] that nobody [can] follow"
Berta wants out
ending gone if out
""")
    said = "The sailors let Berta go and say that nobody can follow."
    for picture in (ew.draw(world, ["leave(Berta)"]), ew.draw(world)):
        assert said.rstrip(".") in picture.description
