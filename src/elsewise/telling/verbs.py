"""English verbs: from the form that a template is written in to the form that is told.

Templates write verbs as `[climbs]`, in the third person of the present, or with forms of their own
as `[lies/lay/lain]` (present, past, participle). What is irregular stands in a table; the rest
follows the rules of spelling.
"""

from __future__ import annotations

from dataclasses import dataclass

_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become
befall befell befallen|begin began begun|behold beheld|bend bent|bet bet|bid bid|bind bound
bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built
burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come
cost cost|creep crept|cut cut|deal dealt|dig dug|draw drew drawn|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found
flee fled|fling flung|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen
forget forgot forgotten|forgive forgave forgiven|forsake forsook forsaken|freeze froze frozen
get got|give gave given|go went gone|grind ground|grow grew grown|hang hung|hear heard
hide hid hidden|hit hit|hold held|hurt hurt|keep kept|kneel knelt|know knew known|lay laid|lead led
leap leapt|leave left|lend lent|let let|light lit|lose lost|make made|mean meant|meet met
mislead misled|mistake mistook mistaken|misunderstand misunderstood|overcome overcame overcome
overhear overheard|oversee oversaw overseen|overtake overtook overtaken|pay paid|put put|quit quit
read read|rebuild rebuilt|repay repaid|rid rid|ride rode ridden|ring rang rung|rise rose risen
run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken
shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk|shut shut|sing sang sung
sink sank sunk|sit sat|slay slew slain|sleep slept|slide slid|sling slung|slink slunk|slit slit
speak spoke spoken|speed sped|spend spent|spill spilt|spin spun|spit spat|split split|spread spread
spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|stink stank stunk
stride strode stridden|strike struck|string strung|strive strove striven|swear swore sworn
sweep swept|swell swelled swollen|swim swam swum|swing swung|take took taken|teach taught
tear tore torn|tell told|think thought|throw threw thrown|thrust thrust|tread trod trodden
undergo underwent undergone|understand understood|undertake undertook undertaken|undo undid undone
upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound
withdraw withdrew withdrawn|withhold withheld|withstand withstood|wring wrung|write wrote written
do did done|have had|be was been|can could
"""
"""Base form, past, and the participle where it differs from the past."""

_FORMS = [forms.split() for line in _IRREGULAR.split("\n") for forms in line.split("|") if forms]
_PAST = {forms[0]: forms[1] for forms in _FORMS}
_PARTICIPLES = frozenset(forms[-1] for forms in _FORMS)
_ROOTS = {form: forms[0] for forms in reversed(_FORMS) for form in forms} | {
    "lied": "lie",
    "died": "die",
    "tied": "tie",
    "lying": "lie",
    "dying": "die",
    "tying": "tie",
}
_BASES = {
    "is": "be", "are": "be", "am": "be", "was": "be", "were": "be", "has": "have", "does": "do",
    "goes": "go", "dies": "die", "lies": "lie", "ties": "tie", "unties": "untie", "vies": "vie",
    "aches": "ache", "can": "can", "shoes": "shoe", "toes": "toe",
}  # fmt: skip
_DOUBLING = """
abet acquit admit allot begin cancel commit compel concur confer control counsel defer disbar emit
equip expel forget handicap incur infer kidnap marvel occur omit patrol permit prefer propel quarrel
rebel recur refer regret repel signal submit transfer transmit travel unpin unplug unravel unwrap
worship
"""
_DOUBLED = frozenset(_DOUBLING.split())
"""Verbs of several syllables whose last letter is doubled; short ones follow a rule."""

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as a template writes it: its base form, a forced past, and what follows it.

    `rest` is the remainder of a verb of several words: ` up` in `[picks up]`. `perfect`: it is the
    `have` of a perfect, as in `{who} [has] left`.
    """

    base: str
    past: str | None = None
    rest: str = ""
    plural: bool = False
    perfect: bool = False


def parse_verb(text: str) -> Verb:
    """Read what stands between square brackets."""
    forms = [form.strip() for form in text.split("/")]
    present, _, rest = forms[0].partition(" ")
    past = forms[1] if len(forms) > 1 and forms[1] else None
    plural = present in ("are", "were", "have", "do")
    return Verb(base_of(present), past, f" {rest}" if rest else "", plural)


def is_participle(word: str) -> bool:
    """Whether a word is likely to be the participle of a perfect, as `left` or `looked`."""
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith("ed"))


def base_of(present: str) -> str:
    """Return the base form (`climb`) of a third person of the present (`climbs`).

    A word that is no third person is taken for a base form.
    """
    if present in _BASES:
        return _BASES[present]
    if present.endswith("ies") and len(present) > 4:
        return present[:-3] + "y"
    if present.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return present[:-2]
    if present.endswith("s") and not present.endswith("ss"):
        return present[:-1]
    return present


def root_of(word: str) -> str:
    """Return the base form (`climb`) of any form of a verb, as far as it can be told.

    A word that is no form of a verb comes back as it is, or cut like one: words of two texts can be
    compared by their roots, but the root of a noun is not always a word.
    """
    if word in _ROOTS:
        return _ROOTS[word]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            if stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                return stem[:-1] + "y"
            regular = past_of(stem) in (word, stem + "ed") and not _lacks_e(stem)
            return stem if stem in _PAST or regular else stem + "e"
    return base_of(word)


def _lacks_e(stem: str) -> bool:
    """Whether a stem is likely to have lost its `e`, as `mak` of `making`."""
    return stem[-1] in "cgsuvz" or _is_short(stem)


def past_of(base: str) -> str:
    """Return the past (`climbed`, `went`) of a base form; of `be`, the singular `was`."""
    if base in _PAST:
        return _PAST[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    if base.endswith("c") and base[-2:-1] in _VOWELS:
        return base + "ked"
    if base in _DOUBLED or _is_short(base):
        return base + base[-1] + "ed"
    return base + "ed"


def _is_short(base: str) -> bool:
    """Whether a base form is one syllable that ends in one vowel and one consonant, as `stop`."""
    if len(base) < 3 or base[-1] in _VOWELS + "wxy":
        return False
    stem = base.replace("qu", "q")
    groups = sum(
        1
        for i, letter in enumerate(stem)
        if letter in _VOWELS + "y" and (i == 0 or stem[i - 1] not in _VOWELS + "y")
    )
    return groups == 1 and stem[-2] in _VOWELS and stem[-3:-2] not in tuple(_VOWELS)


def third_person(base: str) -> str:
    """Return the third person of the present (`climbs`) of a base form."""
    irregular = {"be": "is", "have": "has", "can": "can"}
    if base in irregular:
        return irregular[base]
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base + "s"


def finite(verb: Verb, *, past: bool, plural: bool, negated: bool = False) -> str:
    """Return the verb with a subject: `climbs`, `were`, `did not climb`, `could not`."""
    if verb.base == "be":
        word = ("were" if plural else "was") if past else ("are" if plural else "is")
        return word + (" not" if negated else "") + verb.rest
    if verb.base == "can":
        word = ("could not" if past else "cannot") if negated else ("could" if past else "can")
        return word + verb.rest
    if negated:
        auxiliary = "did" if past else "do" if plural else "does"
        if verb.perfect:
            return ("had" if past else "have" if plural else "has") + " not" + verb.rest
        return f"{auxiliary} not {verb.base}{verb.rest}"
    if past:
        return (verb.past or past_of(verb.base)) + verb.rest
    return (verb.base if plural else third_person(verb.base)) + verb.rest


def infinitive(verb: Verb, *, with_to: bool = True, negated: bool = False) -> str:
    """Return the verb without a subject: `to climb`, `not to be`, `to be able to`."""
    base = "be able to" if verb.base == "can" else verb.base
    return ("not " if negated else "") + ("to " if with_to else "") + base + verb.rest
