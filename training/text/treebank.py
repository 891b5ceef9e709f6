"""Reads CoNLL-U: the sentences of a treebank with words, tags, lemmas, heads and relations."""

import re
from dataclasses import dataclass, field

# The documents of GUM whose licence allows a model that anyone may use.
PERMISSIVE_GENRES = {"news", "interview", "speech", "bio", "voyage", "textbook", "vlog", "conversation", "academic", "court"}


@dataclass
class Sentence:
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # 0 is the root, words count from 1.
    relations: list[str] = field(default_factory=list)
    document: str = ""


def read(path, permissive_only=False):
    """The sentences of a file. Empty nodes and the ranges of contractions are left out: their words follow."""
    sentences, sentence, document = [], Sentence(), ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            document = line[len("# newdoc id = "):]
        if not line:
            if sentence.words:
                sentence.document = document
                sentences.append(sentence)
            sentence = Sentence()
            continue
        cells = line.split("\t")
        if line.startswith("#") or not cells[0].isdigit():
            continue
        sentence.words.append(cells[1])
        sentence.lemmas.append(cells[2])
        sentence.upos.append(cells[3])
        sentence.xpos.append(cells[4])
        sentence.heads.append(int(cells[6]))
        sentence.relations.append(cells[7])
    if permissive_only:
        sentences = [s for s in sentences if s.document.split("_")[1] in PERMISSIVE_GENRES]
    return sentences


def shape(word):
    """"Helsinki's" is Xx'x: classes of characters, runs of one class once."""
    classes = re.sub(r"[^\W\d_]", lambda m: "X" if m[0].isupper() else "x", word)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"\d", "0", classes))


def fold(word):
    """Lower case for ASCII and the two-byte letters, as `base/strings.h` does it: enough for English text."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in word)


def grouped(order, length, most):
    """Cuts `order`, shortest first, into groups that with padding hold up to `most` words."""
    groups, group = [], []
    for i in order:
        if group and (len(group) + 1) * length(i) > most:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    return groups
