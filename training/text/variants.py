"""Makes sentences in the manner of the treebanks for the teacher to parse: parts of a sentence (a subject, an object, a phrase
of place …) are exchanged for parts of the same kind from other sentences. Words only, one sentence a line.

  python3 variants.py --shared ../../../shared --count 250000 > variants.txt
"""

import argparse
import collections
import random

import treebank

RELATIONS = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "amod", "advmod", "advcl", "acl", "acl:relcl", "xcomp",
             "ccomp", "conj", "appos", "nummod", "compound", "obl:tmod", "obl:unmarked", "parataxis", "vocative"}
WORDS_MOST = 12


def spans_of(sentence):
    """[(kind, begin, end)] of the subtrees without gaps that may be exchanged. The kind: relation, tag, first word's class."""
    n = len(sentence.words)
    low, high, size = list(range(n)), list(range(n)), [1] * n
    for i in range(n):
        j, steps = i, 0
        while sentence.heads[j] and steps < n:
            j, steps = sentence.heads[j] - 1, steps + 1
            low[j], high[j], size[j] = min(low[j], i), max(high[j], i), size[j] + 1
    spans = []
    for i in range(n):
        if sentence.relations[i] in RELATIONS and high[i] - low[i] + 1 == size[i] <= WORDS_MOST and size[i] < n:
            first = sentence.upos[low[i]] if low[i] != i else ""
            spans.append(((sentence.relations[i], sentence.xpos[i], first), low[i], high[i] + 1))
    return spans


def variant(words, spans, store, rng):
    """The words with up to three parts exchanged, none within another."""
    chosen = []
    for kind, begin, end in rng.sample(spans, min(len(spans), rng.randint(1, 3))):
        if all(end <= b or begin >= e for _, b, e in chosen):
            chosen.append((rng.choice(store[kind]), begin, end))
    words = list(words)
    for part, begin, end in sorted(chosen, key=lambda c: -c[1]):
        if begin == 0 and part[0][:1].islower():
            part = [part[0][:1].upper() + part[0][1:]] + part[1:]
        words[begin:end] = part
    return words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--count", type=int, default=250000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    banks = options.shared + "/data/treebanks/"
    sentences = treebank.read(banks + "EWT/en_ewt-ud-train.conllu") + treebank.read(banks + "GUM/en_gum-ud-train.conllu", True)
    with_spans = [(s.words, spans_of(s)) for s in sentences]
    store = collections.defaultdict(list)
    for words, spans in with_spans:
        for kind, begin, end in spans:
            store[kind].append(words[begin:end])
    usable = [item for item in with_spans if item[1]]
    for _ in range(options.count):
        print(" ".join(variant(*rng.choice(usable), store, rng)))


if __name__ == "__main__":
    main()
