#!/usr/bin/env python3
"""Draw the 300 items of the modality set: one sentence each, one marked predicate in each.

    sample.py --data ../shared/data/text --items items.tsv [--readable FILE] [--pool FILE]

The draw is a pure function of the two text files, SEED and review.tsv: every eligible sentence is put in the first
stratum whose cue it shows, the sentences of a stratum are shuffled, a predicate is proposed, and the first ones that
review.tsv does not drop fill the stratum's quota. review.tsv is written by hand and drops sentences that are no
political act or badly cut ("drop") or moves the mark to a better word of the same sentence ("word#2" is the second
occurrence of "word"). The sentences themselves stay where they are; items.tsv holds places in them and a hash.
"""
import argparse, json, os, random, re, sys

SEED = 20180716
FILES = [("kremlin_to_2016.jsonl", "k"), ("white_house_2021_2023.jsonl", "w")]
FIELD = "text"
PER_DOCUMENT = 2
MIN_WORDS, MAX_WORDS = 8, 45
REACH = 45  # characters from the end of a cue to the beginning of the act

# Name, quota in each file, the cue. The order matters: rare cues first, so that they are not eaten by common ones.
STRATA = [
    ("refusal", 24, r"refus\w*|den(?:y|ies|ied|ying)|reject\w*|declin(?:e|es|ed|ing)|fail(?:s|ed|ing|ure)?|"
                    r"cancel\w*|postpon\w*|absence|lack(?:s|ed|ing)?|without|prevent\w*|avoid\w*|block(?:s|ed|ing)?|"
                    r"abandon\w*|suspend\w*|ruled? out|stopp?(?:s|ed|ing)?|delay(?:s|ed|ing)?|inability|unable|"
                    r"averted?|halt(?:s|ed|ing)?|instead of|refrain\w*"),
    ("negation", 36, r"(?:not(?! only| just| enough| merely| least)|n['’]t|never|nobody|neither|nor|none|cannot|nothing|no longer|"
                     r"no one(?! is left)|no(?! (?:later|more|less|doubt|secret|matter)))"),
    ("conditional", 32, r"if|unless|whether|may|might|could|would|should|possib\w*|propos\w*|suggest\w*|"
                        r"consider(?:s|ed|ing)?|potential\w*|likely|can|ready to|prepared to|hop(?:e|es|ed|ing)|"
                        r"want(?:s|ed)?|call(?:s|ed|ing)? (?:on|for)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|"
                        r"request\w*|demand\w*|threat\w*|risk\w*|need(?:s|ed)? to"),
    ("future", 30, r"will|shall|plan(?:s|ned|ning)?|scheduled|intend\w*|intention|agreed to|agree to|going to|"
                   r"promis\w*|pledg\w*|commit(?:s|ted|ment|ments)?|upcoming|expected to|due to|decided to|"
                   r"look(?:s|ed|ing)? forward|prepar\w*|vow\w*|announced? (?:that|plans)|to take place|tomorrow|next"),
    ("plain", 28, r""),
]

# Acts and events of politics; a proposal for the mark, which the review may move.
ACTS = r"""
meet|meets|met|meeting|meetings|discuss|discusses|discussed|discussing|discussions|signed|signing|announce|
announces|announced|announcing|announcement|agree|agreed|agreement|agreements|support|supported|condemn|condemns|
condemned|condemning|condemnation|sanction|sanctions|sanctioned|sanctioning|impose|imposed|imposing|imposition|lift|
lifted|lifting|withdraw|withdrew|withdrawn|withdrawing|withdrawal|deploy|deploys|deployed|deploying|deployment|
invade|invaded|invading|invasion|attack|attacks|attacked|attacking|strike|strikes|struck|negotiate|negotiated|
negotiating|negotiation|negotiations|talks|visit|visits|visited|visiting|hosts|hosted|hosting|invite|invited|
inviting|invitation|provide|provided|providing|deliver|delivers|delivered|delivering|delivery|deliveries|funded|
funding|ratify|ratified|ratifying|ratification|adopt|adopted|adopting|adoption|veto|vetoed|vote|voted|voting|block|
blocked|blocking|ban|banned|banning|arrest|arrested|arresting|arrests|release|released|releasing|detain|detained|
detaining|detention|expel|expelled|expulsion|recognise|recognised|recognized|recognition|refuse|refused|refusal|
reject|rejected|rejecting|deny|denied|denies|accuse|accused|accusing|criticise|criticised|criticize|criticized|warn|
warned|threaten|threatened|threatening|promise|promised|pledge|pledged|cooperate|cooperated|cooperating|launch|
launched|launching|join|joined|joining|leave|leaving|suspend|suspended|suspending|suspension|resume|resumed|
resuming|resumption|ended|ending|cutting|reduce|reduced|reduction|establish|established|establishing|establishment|
created|opened|closed|closure|appoint|appointed|appointing|appointment|nominate|nominated|dismiss|dismissed|
dismissal|resign|resigned|resignation|elect|elected|election|elections|protest|protests|protested|violate|violated|
violating|violation|kill|killed|killing|destroy|destroyed|destroying|destruction|supply|supplied|supplying|sell|
sold|selling|invest|invested|investigate|investigated|investigation|prosecute|prosecuted|prosecution|extend|
extended|extending|extension|expand|expanding|expansion|test|tested|tests|send|sent|sending|transfer|transferred|
transferring|abolish|abolished|repeal|repealed|pass|passed|passing|enact|enacted|implement|implemented|implementing|
implementation|approve|approved|approval|accept|accepted|accepting|accession|ceasefire|summit|consultations|
conversation|cooperation|assistance|aid|apologise|apologised|apologize|apologized|apology|surrender|surrendered|
occupy|occupied|occupation|annex|annexed|annexation|seize|seized|seizing|seizure|freeze|froze|frozen|freezing|paid|
payment|restrict|restrictions|intervene|intervened|intervention|interfere|interfered|interference|defend|defended|
defending|protect|protected|fought|resolve|resolved|resolving|resolution|settle|settlement|solve|solved|participate|
participated|participation|attend|attended|attending|propose|proposed|proposing|demand|demanded|urge|urged|request|
requested|declare|declared|declaring|declaration|cancel|cancelled|canceled|postpone|postponed|halt|halted|stop|
stopped|stopping|escalate|escalated|escalation|coordinate|coordination|respond|responded|retaliate|retaliation|
return|returned|returning|evacuate|evacuated|evacuation|export|exported|import|imported|privatise|restore|restoring|
restoration|default|shutdown|compromise|compromised|confirm|confirmed|confirmation|congratulate|congratulated|
disarm|dismantle|dismantled|acquire|acquired|recall|recalled|break|broke|normalise|normalize|restart|cross|crossed|
bomb|bombed|bombing|shoot|shooting|assault|assassinate|assassination|mobilise|mobilize|mobilised|mobilized|
mobilization|submit|submitted|sue|ruled|overturn|overturned|introduce|introduced|introducing|introduction|take part|
spoke
""".replace("\n", "")

ACT = re.compile(r"\b(?:" + ACTS + r")\b")
# A sentence must name somebody who acts in politics. The White House writes mostly of home affairs, where its own
# officials and "United States" are in every sentence; there a foreign or parliamentary name is asked for.
ABROAD = (r"Russia\w*|Ukrain\w*|Chin(?:a|ese)|Iran\w*|Iraq\w*|Syria\w*|Israel\w*|Palestin\w*|Afghan\w*|Taliban|Turk\w+|"
          r"Georgia|Belarus\w*|Kazakh\w*|Kyrgyz\w*|Tajik\w*|Uzbek\w*|Armenia\w*|Azerbaijan\w*|German\w*|France|French|Brit\w+|"
          r"United (?:Kingdom|Nations)|UN|NATO|European|Europe|EU|OSCE|G7|G8|G20|APEC|ASEAN|BRICS|Poland|Polish|Japan\w*|"
          r"Korea\w*|DPRK|India|Indian|Pakistan\w*|Egypt\w*|Saudi|Yemen\w*|Libya\w*|Ethiopia\w*|Sudan\w*|Mali|Niger\w*|Haiti\w*|"
          r"Cuba\w*|Venezuela\w*|Mexic\w*|Brazil\w*|Canad\w*|Australia\w*|Taiwan|Hong Kong|Burma|Myanmar|Hamas|Hizballah|ISIS|"
          r"terrorist\w*|Kosovo|Serbia\w*|Moldova\w*|Finland|Sweden|Norway|Ital\w+|Spain|Security Council|Congress|Senate|"
          r"Supreme Court|Putin|Lukashenko|Zelenskyy|Republicans|troops|treaty|Treaty|regime")
HOME = (r"United States|U\.S\.|[Gg]overnment|House|Duma|Federation Council|[Pp]arliament|President|Minister|Medvedev|Biden|"
        r"Ambassador|forces|CIS")
POLITY = {"k": re.compile(rf"\b(?:{ABROAD}|{HOME})\b"), "w": re.compile(rf"\b(?:{ABROAD})\b")}
SKIP_TITLE = re.compile(r"Nominat|Nominee|Appoint|Bills? Signed|Personnel|Press Briefing|Schedule|Proclamation|"
                        r"birthday|anniversary|Congratulat", re.I)
SKIP_TEXT = re.compile(r"https?://|[|<>\[\]{}*_#]|^\W*(?:-|–|•)|\bSec\.|:$")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr|vs|No|Art|Prof|Inc|Co|Ltd)|\b[A-Z]|"
                          r"U\.S|U\.N|D\.C|a\.m|p\.m|e\.g|i\.e)\.$")
END = re.compile(r"[.!?][”\"’')]*(?=\s+[“\"‘'(]*[A-Z])")


def sentences(text):
    """Character ranges of sentences, a paragraph at a time; wrong cuts are dropped in review."""
    for paragraph in re.finditer(r"[^\n]+", text):
        start = paragraph.start()
        for end in END.finditer(text, paragraph.start(), paragraph.end()):
            if ABBREVIATION.search(text, start, end.start() + 1):
                continue
            yield start, end.end()
            start = end.end()
            while start < paragraph.end() and text[start].isspace():
                start += 1
        stop = paragraph.end()
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop


def eligible(sentence, tag):
    words = sentence.split()
    return (MIN_WORDS <= len(words) <= MAX_WORDS and re.match(r"[“\"‘'(]*[A-Z]", sentence)
            and re.search(r"[.!?][”\"’')]*$", sentence) and not SKIP_TEXT.search(sentence)
            and not re.match(r"(?:President|Prime Minister|Minister)\b[^.]{0,60} ?:", sentence)
            and POLITY[tag].search(sentence) and ACT.search(sentence))


def stratum_of(sentence):
    """The first stratum with a cue that an act follows soon enough to be what the cue is about."""
    for name, _, cue in STRATA:
        if not cue:
            return name, None
        for found in re.finditer(r"(?:\b|(?=n['’]t))(?:" + cue + r")\b", sentence):
            act = ACT.search(sentence, found.end())
            if act and act.start() < found.end() + REACH:
                return name, found


def propose(sentence, cue, rng):
    """Five times in six the first act after the cue, else any act of the sentence."""
    acts = [m.span() for m in ACT.finditer(sentence)]
    if cue and rng.random() < 5 / 6:
        return next(a for a in acts if a[0] >= cue.end())
    return rng.choice(acts)


def reviewed(sentence, verdict):
    word, _, nth = verdict.partition("#")
    hits = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(word) + r"(?!\w)", sentence)]
    n = int(nth or 1)
    if len(hits) < n:
        sys.exit(f"review.tsv: '{verdict}' is not in: {sentence}")
    return hits[n - 1]


def fnv1a64(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{h:016x}"


def candidates(path, tag):
    pools = {name: [] for name, _, _ in STRATA}
    seen = set()
    with open(path, encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            document = json.loads(line)
            if SKIP_TITLE.search(document["title"]):
                continue
            text = document[FIELD]
            for begin, end in sentences(text):
                sentence = text[begin:end]
                key = re.sub(r"\W+", " ", sentence.lower())
                if key in seen or not eligible(sentence, tag):
                    continue
                seen.add(key)
                name, cue = stratum_of(sentence)
                offset = len(text[:begin].encode())
                pools[name].append((index, offset, sentence, cue))
    for name, pool in pools.items():
        random.Random(f"{SEED} {tag} {name}").shuffle(pool)
    return pools


def draw(path, tag, review, ahead):
    """The items of one file, and with `ahead` > 1 more than the quota, for review."""
    taken, per_document = [], {}
    for name, pool in candidates(path, tag).items():
        quota = int(next(q for n, q, _ in STRATA if n == name) * ahead)
        rng = random.Random(f"{SEED} {tag} {name} mark")
        got = 0
        for index, offset, sentence, cue in pool:
            if got == quota:
                break
            mark = propose(sentence, cue, rng)
            verdict = review.get((tag, index, offset), "")
            if verdict == "drop" or per_document.get(index, 0) == PER_DOCUMENT:
                continue
            if verdict:
                mark = reviewed(sentence, verdict)
            per_document[index] = per_document.get(index, 0) + 1
            got += 1
            taken.append((name, index, offset, sentence, mark))
    return taken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--items")
    parser.add_argument("--readable")
    parser.add_argument("--pool", help="write a reviewable draw half as large again, and stop")
    arguments = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    review = {}
    try:
        for row in open(os.path.join(here, "review.tsv"), encoding="utf-8"):
            if not row.startswith("#") and row.strip():
                tag, index, offset, verdict = row.rstrip("\n").split("\t")
                review[tag, int(index), int(offset)] = verdict
    except FileNotFoundError:
        pass
    rows = []
    for name, tag in FILES:
        for item in draw(os.path.join(arguments.data, name), tag, review, 1.5 if arguments.pool else 1):
            rows.append((name, tag) + item)
    if arguments.pool:
        with open(arguments.pool, "w", encoding="utf-8") as out:
            for file, tag, stratum, index, offset, s, (b, e) in rows:
                out.write(f"{tag}\t{index}\t{offset}\t{stratum}\t{s[:b]}[[{s[b:e]}]]{s[e:]}\n")
        return
    random.Random(f"{SEED} order").shuffle(rows)  # so that the strata do not show in the order of the items
    items, readable = [], []
    for number, (file, tag, stratum, index, offset, s, (b, e)) in enumerate(rows, 1):
        size = lambda part: len(part.encode())
        items.append("\t".join(map(str, (
            f"m{number:03}", file, index, FIELD, offset, offset + size(s), offset + size(s[:b]), offset + size(s[:e]),
            fnv1a64(s.encode()), stratum))))
        readable.append(f"m{number:03}\t{s[:b]}[[{s[b:e]}]]{s[e:]}")
    with open(arguments.items, "w", encoding="utf-8") as out:
        out.write("id\tfile\tdocument\tfield\tbegin\tend\tpredicate_begin\tpredicate_end\tfnv1a64\tstratum\n")
        out.write("\n".join(items) + "\n")
    if arguments.readable:
        with open(arguments.readable, "w", encoding="utf-8") as out:
            out.write("\n".join(readable) + "\n")


if __name__ == "__main__":
    main()
