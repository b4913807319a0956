"""Cues by which a clause of an English request shows how it hangs together with its neighbours."""

import re

MARKER = re.compile(r"[\"'‘“](#\*#|\*{3}[^\"'’”]{0,30}|---)[\"'’”]")
ANAPHOR = re.compile(
    r"^(?:(?:and|but)\s+)?(?:never|not)\s+(?P<side>before|earlier|sooner|after|later|afterwards|elsewhere|anywhere else)\b(?:\s+(?:that|then|this))?[.!]?$",
    re.IGNORECASE,
)
EVERY_THING = re.compile(
    r"^(?:(?:in|for|with)\s+)?(?:each|every|all|every single)\s+(?:of the\s+)?(?:\w+\s+)??(?P<noun>[a-z]{3,})(?=\s|:)",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"^(?:I|we|my|our)\b(?!(?:['’]d| would)? (?:want|need|like|love))|\b(?:had|was|were|have been|has been)\b",
    re.IGNORECASE,
)
ABOUT_TEXT = re.compile(
    r"^(?:it|this|they|each|every|all|no|never|do not|don['’]?t|keep|use|avoid|make sure|the (?:text|report|whole|tone|style|document|article|guide|piece))\b(?!.{0,40}\b(?:is|are) (?:a|an)\b)",
    re.IGNORECASE,
)
INHERITS = re.compile(
    r"(?:please\s+)?(?:must|should|shall|has to|have to|needs? to|may not|cannot|contain|include|have|end|begin|start|close|open|mention|feature|use|put|it|they|each of them|never|no|not|avoid|invent)\b(?!\s+(?:before|earlier|later|elsewhere)\b)",
    re.IGNORECASE,
)
"""How a clause begins that has no subject of its own and holds where the clause before it holds."""
BOUNDED = re.compile(r"(?:exactly|precisely|only|at least|at most|(?:no|not) more than)\b", re.IGNORECASE)
FROM_THEN = re.compile(
    r"\bfrom (?:then|there|that (?:point|moment|day|week|chapter|\w+)) (?:on|onwards?)\b|\bever after(?:wards)?\b",
    re.IGNORECASE,
)
ONLY_THERE = re.compile(r"\bonly (?:allowed|permitted)\b|\b(?:may|must|should) only (?:be|appear)\b", re.IGNORECASE)
STATES = 3
"""Sentences at the head of a request among which the one is looked for that states the task."""

MEASURING = frozenset(
    [
        "must",
        "should",
        "shall",
        "will",
        "have",
        "need",
        "needs",
        "long",
        "length",
        "about",
        "limited",
        "limit",
        "kept",
        "keep",
        "short",
        "shorter",
        "longer",
        "words",
        "text",
        "texts",
        "only",
        "exceed",
        "exceeds",
        "with",
        "than",
        "more",
        "less",
        "each",
        "be",
        "being",
        "between",
        "take",
        "takes",
        "contain",
        "contains",
        "comprise",
        "runs",
        "roughly",
        "around",
        "consist",
        "consists",
        "made",
        "single",
        "just",
        "total",
        "entry",
        "section",
        "chapter",
        "apiece",
        "maximum",
        "minimum",
        "very",
        "slightly",
    ]
)
"""Words that say nothing of a section beside its length."""
