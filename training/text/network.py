"""The compact network that the program carries: word vectors and hashed parts of words, a few layers of gated linear
recurrence in both directions, and a scorer for tags, heads and relations.

A layer is y = W x; forget = sigmoid(y1 + b1); state_t = forget * state_(t-1) + (1 - forget) * y0;
out = reset * state + (1 - reset) * skip with reset = sigmoid(y2 + b2). The gates look at the input alone (unlike SRU's),
so that the recurrence is elementwise and linear, and the matrix products are over all words at once.
"""

import torch
from torch import nn
import torch.nn.functional as F

VECTOR = 100
HASHED = 92
BUCKETS = 1 << 16
HIDDEN = 128
LAYERS = 2
ARC = 128
RELATION = 128
DISTANCES = 12  # Signed buckets of head - dependent: 1, 2, 3-4, 5-8, 9-16, more; and the root.


def scan_in_turn(forget, update):
    states = torch.empty_like(update)
    states[0] = update[0]
    for t in range(1, update.shape[0]):
        torch.addcmul(update[t], forget[t], states[t - 1], out=states[t])
    return states


def scan_by_doubling(forget, update):
    """The same in log2(words) steps over all words at once (Hillis and Steele 1986): what an accelerator is quick at."""
    states, product, reach = update.clone(), forget.clone(), 1
    while reach < update.shape[0]:
        states[reach:] = torch.addcmul(states[reach:], product[reach:], states[:-reach])
        product[reach:] = product[reach:] * product[:-reach]
        reach *= 2
    return states


class Scan(torch.autograd.Function):
    """state_t = forget_t * state_(t-1) + update_t, over the first axis."""

    @staticmethod
    def forward(ctx, forget, update):
        states = scan_by_doubling(forget, update) if update.is_cuda else scan_in_turn(forget, update)
        ctx.save_for_backward(forget, states)
        return states

    @staticmethod
    def backward(ctx, gradient):
        forget, states = ctx.saved_tensors
        # The gradient runs through the same recurrence backwards, with the gate of the word after.
        after = torch.cat([forget[1:], torch.zeros_like(forget[:1])]).flip(0)
        scan = scan_by_doubling if gradient.is_cuda else scan_in_turn
        update = scan(after, gradient.flip(0).contiguous()).flip(0)
        grad_forget = torch.zeros_like(forget)
        grad_forget[1:] = update[1:] * states[:-1]
        return grad_forget, update


def flip(x, lengths):
    """Reverses each sentence of [words, sentences, …] within its own length."""
    words = torch.arange(x.shape[0], device=x.device).unsqueeze(1)
    index = (lengths.unsqueeze(0) - 1 - words)
    index = torch.where(index < 0, words, index)
    return x.gather(0, index.unsqueeze(-1).expand_as(x))


class Layer(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden, self.project = hidden, inputs != 2 * hidden
        self.weight = nn.Parameter(torch.empty((8 if self.project else 6) * hidden, inputs))
        nn.init.xavier_uniform_(self.weight, gain=1.0)
        self.bias_forget = nn.Parameter(torch.linspace(-1.0, 2.0, hidden).repeat(2))
        self.bias_reset = nn.Parameter(torch.zeros(2 * hidden))

    def forward(self, x, lengths, mask):
        # The rows of `weight`: forward state, forget, reset; backward state, forget, reset; skip.
        h = self.hidden
        y = x @ self.weight.T
        skip = y[..., 6 * h:] if self.project else x
        forward, backward = y[..., :3 * h], flip(y[..., 3 * h:6 * h], lengths)
        # Both directions side by side: one scan for the two.
        state, forget, reset = (torch.cat([forward[..., h * k:h * (k + 1)], backward[..., h * k:h * (k + 1)]], -1) for k in range(3))
        forget = torch.sigmoid(forget + self.bias_forget) * mask
        state = Scan.apply(forget, (1 - forget) * state * mask)
        reset = torch.sigmoid(reset + self.bias_reset)
        state, reset = (torch.cat([v[..., :h], flip(v[..., h:], lengths)], -1) for v in (reset * state, reset))
        return state + (1 - reset) * skip


def locked_dropout(x, p, training):
    if not training or p == 0:
        return x
    return x * (torch.rand(1, *x.shape[1:], device=x.device) > p) / (1 - p)


def distance_bucket(head, dependent):
    """[…] of 0..11; head 0 is the root."""
    gap = head - dependent
    size = torch.bucketize(gap.abs().contiguous(), torch.tensor([1, 2, 4, 8, 16], device=gap.device))
    return torch.where(head == 0, 0, torch.where(gap < 0, size, size + 6))


class Parser(nn.Module):
    def __init__(self, vectors, tags, coarse, relations, hidden=HIDDEN, layers=LAYERS):
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.hashed = nn.EmbeddingBag(BUCKETS, HASHED, mode="sum", sparse=False)
        nn.init.normal_(self.hashed.weight, std=0.05)
        self.layers = nn.ModuleList(Layer(VECTOR + HASHED if i == 0 else 2 * hidden, hidden) for i in range(layers))
        self.tagger = nn.Linear(2 * hidden, tags + coarse)
        self.tags = tags
        self.arc_dependent = nn.Linear(2 * hidden, ARC)
        self.arc_head = nn.Linear(2 * hidden, ARC)
        self.arc_product = nn.Parameter(torch.eye(ARC) * 0.3)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.root = nn.Parameter(torch.randn(2 * hidden) * 0.1)
        self.arc_distance = nn.Parameter(torch.zeros(DISTANCES))
        self.relation_dependent = nn.Linear(2 * hidden, RELATION)
        self.relation_head = nn.Linear(2 * hidden, RELATION, bias=False)
        self.relation_distance = nn.Embedding(DISTANCES, RELATION)
        nn.init.zeros_(self.relation_distance.weight)
        self.relation = nn.Linear(RELATION, relations)

    def encode(self, batch, dropout=0.0):
        """[words, sentences, 2 * hidden] for padded ids, bags of hashed features and lengths."""
        words, sentences = batch["vector"].shape
        hashed = self.hashed(batch["features"].reshape(words * sentences, -1)).view(words, sentences, HASHED)
        x = torch.cat([locked_dropout(self.vectors(batch["vector"]), dropout / 2, self.training),
                       locked_dropout(hashed, dropout / 2, self.training)], -1)
        mask = (torch.arange(words, device=x.device).unsqueeze(1) < batch["lengths"].unsqueeze(0)).unsqueeze(-1).float()
        for layer in self.layers:
            x = layer(x, batch["lengths"], mask)
            x = locked_dropout(x, dropout, self.training)
        return x

    def arcs(self, x, lengths):
        """[sentences, dependents, heads with the root first] scores, very low for heads behind the end of a sentence."""
        words, sentences, width = x.shape
        root = self.root.expand(1, sentences, width)
        heads = torch.cat([root, x], 0)
        dependent = F.relu(self.arc_dependent(x)).transpose(0, 1)
        head = F.relu(self.arc_head(heads)).transpose(0, 1)
        scores = (dependent @ self.arc_product + self.arc_bias) @ head.transpose(1, 2)
        i = torch.arange(1, words + 1, device=x.device).unsqueeze(1)
        j = torch.arange(0, words + 1, device=x.device).unsqueeze(0)
        scores = scores + self.arc_distance[distance_bucket(j.expand(words, -1), i.expand(-1, words + 1))]
        return scores.masked_fill(j.unsqueeze(0) > lengths.view(-1, 1, 1), -1e4)

    def relations(self, x, heads):
        """[words, sentences, relations] for heads [words, sentences], 0 the root."""
        words, sentences, width = x.shape
        with_root = torch.cat([self.root.expand(1, sentences, width), x], 0)
        projected = self.relation_head(with_root)
        chosen = projected.gather(0, heads.unsqueeze(-1).expand(-1, -1, projected.shape[-1]))
        bucket = distance_bucket(heads, torch.arange(1, words + 1, device=x.device).unsqueeze(1).expand(-1, sentences))
        return self.relation(F.relu(self.relation_dependent(x) + chosen + self.relation_distance(bucket)))
