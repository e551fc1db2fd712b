"""English verbs: from the form that a template is written in to the form that is told.

Templates write verbs as `[climbs]`, in the third person of the present, or as `[climb]` behind a
plural of their own; the past will do as well. `[lies/lay/lain]` gives forms of its own (present,
past, participle). What is irregular stands in a table, once for all that begin with something else
(`overtake`, `retell`); the rest follows the rules of spelling, doubling as the British do.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become
begin began begun|bend bent|bet bet|bid bid|bind bound|wed wed|bite bit bitten|bleed bled
blow blew blown|break broke broken|breed bred|bring brought|build built|burst burst|buy bought
cast cast|catch caught|choose chose chosen|cling clung|come came come|cost cost|creep crept
cut cut|deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown
forbid forbade forbidden|forget forgot forgotten|forsake forsook forsaken|freeze froze frozen
get got|give gave given|go went gone|grind ground|grow grew grown|hang hung|hear heard
hide hid hidden|hit hit|hold held|hurt hurt|keep kept|kneel knelt|know knew known|lay laid
lead led|leap leapt|leave left|lend lent|let let|light lit|lose lost|make made|mean meant|meet met
pay paid|put put|quit quit|read read|rend rent|rid rid|ride rode ridden|ring rang rung
rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set
shake shook shaken|shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk
shut shut|sing sang sung|sink sank sunk|sit sat|slay slew slain|sleep slept|slide slid|sling slung
slink slunk|slit slit|smite smote smitten|speak spoke spoken|speed sped|spend spent|spill spilt
spin spun|spit spat|split split|spread spread|spring sprang sprung|stand stood|steal stole stolen
stick stuck|sting stung|stink stank stunk|stride strode stridden|strike struck|string strung
strive strove striven|swear swore sworn|sweep swept|swell swelled swollen|swim swam swum
swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
thrust thrust|tread trod trodden|wake woke woken|wear wore worn|weave wove woven|weep wept|win won
wind wound|wring wrung|write wrote written|do did done|have had|be was been|lie lied|die died
tie tied|overlie overlay overlain|underlie underlay underlain
"""
"""Base form, past, and the participle where it differs from the past."""

_FORMS = [forms.split() for line in _IRREGULAR.split("\n") for forms in line.split("|") if forms]
_PAST = {forms[0]: forms[1] for forms in _FORMS}
_PARTICIPLES = frozenset(forms[-1] for forms in _FORMS)
_ROOTS = {form: forms[0] for forms in reversed(_FORMS) for form in forms} | {
    "lying": "lie", "dying": "die", "tying": "tie", "were": "be",
}  # fmt: skip
_PREFIX_WORDS = """
misunder under inter proof ghost cross over fore back baby brow type with mis out off for pre par
way gain sub ham lip un up be re in
"""
_PREFIXES = tuple(_PREFIX_WORDS.split())
"""What may stand before an irregular verb; a longer one comes before its own beginning."""

_REGULAR = frozenset(
    ("behave", "belay", "relay", "belie", "interleave", "parlay", "behind", "without", "within")
)
"""Words that only look as if something stood before an irregular verb."""

_MODALS = {
    "can": ("can", "could", "be able to"), "could": ("could", "could", "be able to"),
    "will": ("will", "would", ""), "would": ("would", "would", ""),
    "shall": ("shall", "should", ""), "should": ("should", "should", ""),
    "may": ("may", "might", "be allowed to"), "might": ("might", "might", ""),
    "must": ("must", "had to", "have to"), "ought": ("ought", "ought", "be bound"),
}  # fmt: skip
"""Present, past, and what is said for the infinitive; empty: that of the verb behind it."""

_BASES = {
    "is": "be", "are": "be", "am": "be", "has": "have", "does": "do",
    "goes": "go", "dies": "die", "lies": "lie", "ties": "tie", "unties": "untie", "vies": "vie",
    "belies": "belie", "overlies": "overlie", "underlies": "underlie", "hogties": "hogtie",
    "agreed": "agree", "disagreed": "disagree", "freed": "free", "decreed": "decree",
    "hoes": "hoe", "shoes": "shoe", "toes": "toe", "tiptoes": "tiptoe", "canoes": "canoe",
    "aches": "ache", "caches": "cache", "gas": "gas", "gases": "gas", "buses": "bus",
    "focuses": "focus", "refocuses": "refocus", "biases": "bias", "canvases": "canvas",
    "choruses": "chorus", "quizzes": "quiz", "whizzes": "whiz", "waltzes": "waltz",
}  # fmt: skip
_NO_E = frozenset(["solo", "tango", "disco", "memo", "halo"])
"""Verbs in `o` whose third person has no `e`, besides those with a vowel before it."""

_DOUBLING = """
abet abhor abut backdrop backstop bootstrap cobweb acquit admit allot annul aver backlog befit
begin bestir bevel bootleg cancel channel commit compel concur confer control counsel debar debug
defer demur deter disbar dishevel disinter dispel distil duel eavesdrop embed emit enrol entrap
equip excel expel extol forget format fuel fulfil funnel gambol grovel handicap hobnob impel incur
infer instil inter kidnap label leapfrog level libel manumit marvel misfit model nonplus occur
omit outfit outstrip outwit overlap overstep panel patrol permit prefer propel pummel quarrel
readmit rebel rebut recap recur refer refit regret remit reoccur repel resubmit retrofit revel
rival sandbag shovel shrivel sidestep signal snivel spiral submit swivel towel transfer transmit
trammel travel tunnel typeset unbar underpin unman unpin unplug unravel unwrap unzip worship yodel
zigzag
"""
_DOUBLED = frozenset(_DOUBLING.split())
"""Verbs of several syllables whose last letter is doubled; short ones follow a rule."""

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as a template writes it: its base form, a forced past, and what follows it.

    `rest` is the remainder of a verb of several words: ` up` in `[picks up]`. `plural`: it was
    written for a subject in the plural. `perfect`: it is the `have` of a perfect, as in
    `{who} [has] left`. `negated`: a "not" belongs to it, as in `[will] not go`.
    """

    base: str
    past: str | None = None
    rest: str = ""
    plural: bool = False
    perfect: bool = False
    negated: bool = False

    @property
    def is_auxiliary(self) -> bool:
        """Whether it is denied by a "not" alone."""
        return self.base in ("be", "have", "do") or self.base in _MODALS


def parse_verb(text: str) -> Verb:
    """Read what stands between square brackets."""
    forms = [form.strip() for form in text.split("/")]
    present, _, rest = forms[0].replace("’", "'").partition(" ")
    past = forms[1] if len(forms) > 1 and forms[1] else None
    negated = present == "cannot" or (present.endswith("n't") and len(present) > len("n't"))
    if negated:
        full = {"can't": "can", "cannot": "can", "won't": "will", "shan't": "shall"}
        present = full.get(present, present.removesuffix("n't"))
    base = base_of(present)
    plural = present in ("are", "were") or (present == base and base not in _MODALS)
    return Verb(base, past, f" {rest}" if rest else "", plural, negated=negated)


def is_participle(word: str) -> bool:
    """Whether a word is likely to be the participle of a perfect, as `left` or `looked`."""
    return _split(word, _PARTICIPLES)[1] in _PARTICIPLES or (len(word) > 4 and word.endswith("ed"))


def _split(word: str, known: Collection[str]) -> tuple[str, str]:
    """Return what stands before one of the words that are known, and that; else all behind it."""
    if word not in known and word not in _REGULAR:
        for prefix in _PREFIXES:
            if word.startswith(prefix) and word[len(prefix) :] in known:
                return prefix, word[len(prefix) :]
    return "", word


def base_of(written: str) -> str:
    """Return the base form (`climb`) of a third person of the present (`climbs`), or of a past.

    A word that is neither is taken for a base form.
    """
    if written in _BASES:
        return _BASES[written]
    before, form = _split(written, _ROOTS)
    if form in _ROOTS:
        return before + (form if form in _PAST else _ROOTS[form])
    if written.endswith("ies") and len(written) > 4:
        return written[:-3] + "y"
    if written.endswith(("sses", "shes", "ches", "xes", "zzes", "tzes", "oes")):
        return written[:-2]
    if written.endswith("s") and not written.endswith("ss"):
        return written[:-1]
    return root_of(written) if _is_past(written) else written


def _is_past(word: str) -> bool:
    """Whether a word that is no irregular form is likely to be a past, as `walked`."""
    stem = word.removesuffix("ed")
    return stem != word and word not in _DOUBLED and not stem.endswith("e") and _has_vowel(stem)


def root_of(word: str) -> str:
    """Return the base form (`climb`) of any form of a verb, as far as it can be told.

    A word that is no form of a verb comes back as it is, or cut like one: words of two texts can be
    compared by their roots, but the root of a noun is not always a word.
    """
    before, form = _split(word, _ROOTS)
    if form in _ROOTS:
        return before + _ROOTS[form]
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
    before, stem = _split(base, _PAST)
    if stem in _PAST:
        return before + _PAST[stem]
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
    if len(base) < 2 or base[-1] in _VOWELS + "wxy":
        return False
    stem = base.replace("qu", "q")
    return _groups(stem) == 1 and stem[-2] in _VOWELS and stem[-3:-2] not in tuple(_VOWELS)


def _groups(word: str) -> int:
    """Return how many groups of vowels a word has; a `y` before a vowel is none."""
    marks = "".join(
        "v" if letter in _VOWELS or (letter == "y" and after not in _VOWELS) else " "
        for letter, after in zip(word, word[1:] + "-", strict=False)
    )
    return len(marks.split())


def _has_vowel(word: str) -> bool:
    return _groups(word) > 0


def third_person(base: str) -> str:
    """Return the third person of the present (`climbs`) of a base form."""
    irregular = {"be": "is", "have": "has", "stomach": "stomachs"}
    if base in irregular or base in _MODALS:
        return irregular.get(base, base)
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith("z") and _is_short(base):
        return base + "zes"
    if base.endswith("o") and (base[-2:-1] in _VOWELS or base in _NO_E):
        return base + "s"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base + "s"


def finite(verb: Verb, *, past: bool, plural: bool, negated: bool = False) -> str:
    """Return the verb with a subject: `climbs`, `were`, `did not climb`, `could not`.

    `negated`: it is denied; what was denied already then holds.
    """
    base, no = verb.base, verb.negated is not negated
    alone = base == "be" or base in _MODALS or (base == "do" and verb.negated) or verb.perfect
    if no and not alone:
        auxiliary = "did" if past else "do" if plural else "does"
        return f"{auxiliary} not {base}{verb.rest}"
    if base in _MODALS:
        word = _MODALS[base][past] if base != "must" or not no else "must"
    elif base == "be":
        word = ("were" if plural else "was") if past else ("are" if plural else "is")
    elif past:
        word = verb.past or past_of(base)
    else:
        word = base if plural else third_person(base)
    denied = ("not" if word == "can" else " not") if no else ""
    return word + denied + verb.rest


def infinitive(verb: Verb, *, with_to: bool = True, negated: bool = False) -> str:
    """Return the verb without a subject: `to climb`, `not to be`, `to be able to`.

    Of `[will] ride` and the denied `[does] not ride` only what stands before the verb is said.
    """
    base, no = verb.base, verb.negated is not negated
    if base in _MODALS:
        base = "" if base == "must" and no else _MODALS[base][2]
    elif base == "do" and verb.negated:
        base = ""
    words = ["not"] if no else []
    words += ["to"] if with_to else []
    words += [base] if base else []
    return " ".join(words) + verb.rest
