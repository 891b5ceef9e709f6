"""A larger parser, slow and never shipped: a pretrained encoder fine-tuned on the same treebanks. It labels plain sentences,
and the compact network learns from these too (train.py --labels).

  python3 teacher.py train --shared ../../../shared --encoder FOLDER --out teacher.pt
  python3 teacher.py label --shared ../../../shared --encoder FOLDER --model teacher.pt --sentences sentences.txt --out labels

FOLDER holds an encoder with its tokenizer (config.json, model.safetensors, tokenizer.json), for instance all-mpnet-base-v2.
A line of sentences.txt is a sentence, its words separated by spaces. `labels` is a folder of arrays: see `label`.
"""

import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from tokenizers import Tokenizer
from transformers import AutoModel

import treebank
from network import Parser

PIECES_MOST = 200
WORDS_MOST = 90


class Teacher(nn.Module):
    def __init__(self, folder, tags, coarse, relations):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        # The heads are those of the compact network, on the encoder's states instead of the recurrent layers'.
        self.heads = Parser(torch.zeros(1, 100), tags, coarse, relations, hidden=self.encoder.config.hidden_size // 2, layers=0)

    def encode(self, batch):
        """[words, sentences, width]: the state of the first piece of each word."""
        states = self.encoder(input_ids=batch["pieces"], attention_mask=batch["mask"]).last_hidden_state.float()
        index = batch["first"].unsqueeze(-1).expand(-1, -1, states.shape[-1])
        return F.dropout(states.gather(1, index).transpose(0, 1), 0.2, self.training)


class Corpus:
    """Sentences as word pieces; with trees if `names` are given. Sentences beyond the limits are left out."""

    def __init__(self, sentences, folder, device, names=None):
        tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.items, self.device = [], device
        index = {key: {v: i for i, v in enumerate(values)} for key, values in names.items()} if names else {}
        sentences = [s for s in sentences if len(s.words) <= WORDS_MOST]
        for s, encoding in zip(sentences, tokenizer.encode_batch([s.words for s in sentences], is_pretokenized=True)):
            first = {}
            for piece, word in enumerate(encoding.word_ids):
                if word is not None:
                    first.setdefault(word, piece)
            if len(encoding.ids) > PIECES_MOST or len(first) != len(s.words):
                continue
            item = {"sentence": s, "pieces": encoding.ids, "first": [first[i] for i in range(len(s.words))]}
            if names:
                item |= {"tags": [index["xpos"].get(t, -100) for t in s.xpos], "coarse": [index["upos"].get(t, -100) for t in s.upos],
                         "heads": s.heads, "relations": [index["relations"].get(r, -100) for r in s.relations]}
            self.items.append(item)

    def batches(self, pieces, rng=None):
        order = list(range(len(self.items)))
        order.sort(key=lambda i: len(self.items[i]["pieces"]) + (rng.random() * 3 if rng else 0))
        groups = treebank.grouped(order, lambda i: len(self.items[i]["pieces"]), pieces)
        if rng:
            rng.shuffle(groups)
        for g in groups:
            yield self.collate([self.items[i] for i in g])

    def collate(self, items):
        def padded(name, fill):
            longest = max(len(i[name]) for i in items)
            return torch.tensor([i[name] + [fill] * (longest - len(i[name])) for i in items])
        batch = {"pieces": padded("pieces", 1), "first": padded("first", 0)}
        batch["mask"] = torch.arange(batch["pieces"].shape[1]).unsqueeze(0) < torch.tensor([[len(i["pieces"])] for i in items])
        batch["lengths"] = torch.tensor([len(i["first"]) for i in items])
        if "heads" in items[0]:
            for name in ("tags", "coarse", "heads", "relations"):
                batch[name] = padded(name, -100).T
        return {k: v.to(self.device, non_blocking=True) for k, v in batch.items()} | {"items": items}


def loss_of(model, batch):
    x = model.encode(batch)
    valid = batch["heads"] >= 0
    tagged = model.heads.tagger(x[valid])
    n = model.heads.tags
    relations = model.heads.relations(x, batch["heads"].clamp(min=0))[valid]
    return (F.cross_entropy(model.heads.arcs(x, batch["lengths"]).transpose(0, 1)[valid], batch["heads"][valid])
            + F.cross_entropy(relations, batch["relations"][valid], ignore_index=-100)
            + 0.2 * F.cross_entropy(tagged[:, :n], batch["tags"][valid], ignore_index=-100)
            + 0.2 * F.cross_entropy(tagged[:, n:], batch["coarse"][valid], ignore_index=-100))


def predict(model, batch):
    """Probabilities of heads [sentences, words, heads with the root first] and, below the likeliest heads, of relations
    [words, sentences, relations]; those heads; tags; coarse tags."""
    with torch.no_grad(), torch.autocast(batch["pieces"].device.type, torch.bfloat16):
        x = model.encode(batch)
        arcs = model.heads.arcs(x, batch["lengths"]).float().softmax(-1)
        heads = arcs.argmax(-1).T
        tagged = model.heads.tagger(x)
        n = model.heads.tags
        return arcs, model.heads.relations(x, heads).float().softmax(-1), heads, tagged[..., :n].argmax(-1), tagged[..., n:].argmax(-1)


def las(model, corpus, names):
    model.eval()
    universal = sorted({r.split(":")[0] for r in names["relations"]})
    coarse_of = torch.tensor([universal.index(r.split(":")[0]) for r in names["relations"]], device=corpus.device)
    total = right = 0
    for batch in corpus.batches(6000):
        _, relations, heads, _, _ = predict(model, batch)
        valid = (batch["heads"] >= 0)
        same = (heads == batch["heads"]) & (batch["relations"] >= 0)
        same &= coarse_of[relations.argmax(-1)] == coarse_of[batch["relations"].clamp(min=0)]
        total += int(valid.sum())
        right += int((same & valid).sum())
    model.train()
    return right / total


def train(options):
    banks = options.shared + "/data/treebanks/"
    sentences = treebank.read(banks + "EWT/en_ewt-ud-train.conllu") + treebank.read(banks + "GUM/en_gum-ud-train.conllu", True)
    names = {key: sorted({v for s in sentences for v in getattr(s, key)}) for key in ("xpos", "upos", "relations")}
    corpus = Corpus(sentences, options.encoder, options.device, names)
    tests = {n: Corpus(treebank.read(banks + f), options.encoder, options.device, names) for n, f in
             (("EWT", "EWT/en_ewt-ud-dev.conllu"), ("GUM", "GUM/en_gum-ud-dev.conllu"))}
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    model = Teacher(options.encoder, *(len(names[k]) for k in ("xpos", "upos", "relations"))).to(options.device)
    groups = [{"params": model.encoder.parameters(), "rate": options.rate}, {"params": model.heads.parameters(), "rate": options.rate * 20}]
    optimizer = torch.optim.AdamW([{**g, "lr": 0.0} for g in groups], weight_decay=0.01, fused=options.device == "cuda")
    steps_all = options.epochs * sum(1 for _ in corpus.batches(options.batch))
    step, epoch, progress, began = 0, 0, 0.0, time.time()
    model.train()
    while progress < 1:
        epoch += 1
        for batch in corpus.batches(options.batch, rng):
            step += 1
            progress = (time.time() - began) / 60 / options.minutes if options.minutes else step / steps_all
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * min(step / 200, max(0.0, 1 - progress) + 0.01)
            with torch.autocast(options.device, torch.bfloat16):
                loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            if progress >= 1:
                break
        print(f"epoch {epoch}  step {step}  loss {float(loss.detach()):.3f}  {time.time() - began:.0f} s", flush=True)
    scores = {n: las(model, c, names) for n, c in tests.items()}
    torch.save({"model": model.state_dict(), "names": names, "scores": scores}, options.out)
    print("  ".join(f"{n} LAS {100 * v:.2f}" for n, v in scores.items()), flush=True)


def label(options):
    """Writes for S sentences of N words in all: words.json (the distinct words), word.npy [N] (their places in it),
    length.npy [S], head.npy, tag.npy, coarse.npy [N], arc.npy [sum of length * (length + 1)] and relation.npy [N, relations]:
    probabilities as 16-bit floats; names.json."""
    saved = torch.load(options.model, map_location=options.device)
    names = saved["names"]
    model = Teacher(options.encoder, *(len(names[k]) for k in ("xpos", "upos", "relations"))).to(options.device)
    model.load_state_dict(saved["model"])
    model.eval()
    banks = options.shared + "/data/treebanks/"
    kept_back = {" ".join(s.words).lower() for f in ("EWT/en_ewt-ud-dev.conllu", "GUM/en_gum-ud-dev.conllu") for s in treebank.read(banks + f)}
    lines = {line.strip(): None for path in options.sentences for line in open(path, encoding="utf-8")}
    plain = [treebank.Sentence(words=line.split()) for line in lines if line.lower() not in kept_back and " " in line]
    corpus = Corpus(plain, options.encoder, options.device)
    print(len(plain), "sentences,", len(corpus.items), "within limits", flush=True)

    length = np.array([len(i["first"]) for i in corpus.items], np.int16)
    start = np.concatenate([[0], np.cumsum(length, dtype=np.int64)])
    arc_start = np.concatenate([[0], np.cumsum(length.astype(np.int64) * (length + 1))])
    for i, item in enumerate(corpus.items):
        item["number"] = i
    arrays = {"head": np.zeros(start[-1], np.int16), "tag": np.zeros(start[-1], np.int16), "coarse": np.zeros(start[-1], np.int16),
              "arc": np.zeros(arc_start[-1], np.float16), "relation": np.zeros((start[-1], len(names["relations"])), np.float16)}
    began, done = time.time(), 0
    for step, batch in enumerate(corpus.batches(options.batch)):
        arcs, relations, heads, tags, coarse = predict(model, batch)
        arcs, relations = arcs.half().cpu().numpy(), relations.transpose(0, 1).half().cpu().numpy()
        heads, tags, coarse = (v.T.to(torch.int16).cpu().numpy() for v in (heads, tags, coarse))
        for k, item in enumerate(batch["items"]):
            i, n = item["number"], len(item["first"])
            words = slice(start[i], start[i] + n)
            arrays["head"][words], arrays["tag"][words], arrays["coarse"][words] = heads[k, :n], tags[k, :n], coarse[k, :n]
            arrays["relation"][words] = relations[k, :n]
            arrays["arc"][arc_start[i]:arc_start[i + 1]] = arcs[k, :n, :n + 1].reshape(-1)
        done += len(batch["items"])
        if step % 100 == 0:
            print(f"{done} sentences, {time.time() - began:.0f} s", flush=True)
    vocabulary = {}
    word = np.array([vocabulary.setdefault(w, len(vocabulary)) for i in corpus.items for w in i["sentence"].words], np.int32)
    os.makedirs(options.out, exist_ok=True)
    for name, values in (arrays | {"length": length, "word": word}).items():
        np.save(f"{options.out}/{name}.npy", values)
    json.dump(list(vocabulary), open(f"{options.out}/words.json", "w"))
    json.dump(names, open(f"{options.out}/names.json", "w"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("train", "label"))
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--model")
    parser.add_argument("--sentences", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--minutes", type=float, help="instead of epochs: the rate falls with the time that has passed")
    parser.add_argument("--batch", type=int, default=1500, help="word pieces")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options) if options.what == "train" else label(options)


if __name__ == "__main__":
    main()
