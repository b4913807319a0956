"""GBNF grammars that force a phrase into a sentence, or keep a passage plain.

The phrase stands at the start of the sentence: free text before a forced phrase runs into it ("only wayjazz music"), a
sentence that begins with it reads on naturally (docs/design/evidence-first.md). Digits are left to the phrase itself: a
small model's own numbers contradict the plan.
"""

import re

_END = {"zh": "。", "ja": "。"}
_HAN = "\u3005\u4e00-\u9fff"
_LETTERS = {"zh": _HAN, "ja": f"{_HAN}\u3041-\u3096\u30a1-\u30fc"}
"""Letters of a script without spaces: a small model slips into another one otherwise."""


def literal(text: str) -> str:
    """A GBNF string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def spoken(phrase: str, language: str) -> str:
    """A phrase as a sentence can begin with it: one line, an article, no brackets or quotation marks, capital first."""
    plain = re.sub(r"\([^)]*\)|[\"“”„«»()\[\]{}<>*_`#|]", " ", phrase)
    plain = " ".join(plain.split()).strip(" ,;:.-'’")
    bare = re.match(
        r"(?!(?:the|an?|my|her|his|their|our|your|its|some|she|he|they|we|i|it|this|that|there)\b)[a-z]+(?<!ing)\b",
        plain,
    )
    if bare and language == "en" and "'s " not in plain:
        plain = f"the {plain}"
    return plain[:1].upper() + plain[1:]


def evidence_grammar(phrase: str, language: str) -> str:
    """A sentence that begins with the phrase and goes on in the model's own words to a full stop."""
    start = literal(spoken(phrase, language))
    if language in _END:
        return f'root ::= {start} clause ("，" clause)* "。"\nclause ::= [{_LETTERS[language]}]+\n'
    return f'root ::= {start} " " first more+ "."\nfirst ::= [a-zà-ÿœß]+\nmore ::= ("," | "") " " [a-zA-ZÀ-ÿœŒß\'’-]+\n'


def passage_grammar(language: str) -> str:
    """Paragraphs without digits, quotation marks, lists or markup."""
    if language in _END:
        return (
            'root ::= sentence+\nsentence ::= clause (("，" | "、" | "；" | "：") clause)* ("。" | "！" | "？")\n'
            f"clause ::= [{_LETTERS[language]}]+\n"
        )
    return 'root ::= [^0-9*#<>\\[\\]{}|`_~\\\\\\r"“”:•=/]+\n'
