"""What the words of a clause tell: demand or background, prohibition, style, structure, order."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from goldthread.compile.demands import is_due
from goldthread.compile.tongues.banned import object_of
from goldthread.compile.tongues.marks import mark
from goldthread.compile.tongues.telling_words import (
    ALWAYS,
    ASK,
    BARE,
    CAST,
    COPULA,
    COURTESY,
    EACH,
    FORM,
    NOW,
    ONLY,
    PASSIVE,
    REASON,
    TASK,
    TELLS_NOT,
    THANKS,
    TOPICS,
)


@dataclass(frozen=True)
class Telling:
    """What a clause tells by its words."""

    text: str
    language: str

    @staticmethod
    @lru_cache(maxsize=512)
    def of(text: str, language: str) -> "Telling":
        """The telling of a clause."""
        return Telling(text.strip(), language)

    @cached_property
    def _signs(self) -> bool:
        return self.language in ("zh", "ja")

    @cached_property
    def modal(self) -> bool:
        """Whether it says must, should, please or the like."""
        return bool(mark("modal", self.language).search(self.text))

    @cached_property
    def starts_command(self) -> bool:
        """Whether it is an imperative, or an infinitive that stands for one."""
        found = mark("imperative", self.language)
        return bool(found.search(self.text)) or self._bare_verb

    @cached_property
    def _bare_verb(self) -> bool:
        """Whether its first word is no article, preposition or the like, and an article follows: an imperative (`Numérote chaque étape`)."""
        pattern = BARE.get(self.language)
        return bool(pattern and re.match(pattern, self.text, re.IGNORECASE))

    @cached_property
    def plain_command(self) -> bool:
        """Whether the imperative is one of mood, not an infinitive."""
        found = mark("imperative", self.language).search(self.text)
        return found is not None and not re.search(r"(?:er|ir|ar|re|en)\s*$", found[0].strip())

    @cached_property
    def is_background(self) -> bool:
        """Whether it tells of the writer of the request rather than of the document."""
        now = (re.search(NOW, self.text, re.IGNORECASE) and not self.starts_command) or (
            self.language == "en" and is_due(self.text)
        )
        if now or not mark("we", self.language).search(self.text):
            return bool(now)
        if self.language != "en":
            bare = re.sub(REASON[self.language], "", self.text, flags=re.IGNORECASE)
            if len(bare) > 3 and bare != self.text and not mark("we", self.language).search(bare):
                return False
        return not (re.search(ASK[self.language], self.text, re.IGNORECASE) or self.starts_command)

    @cached_property
    def is_greeting(self) -> bool:
        """Whether it only greets or thanks."""
        if self._signs:
            return bool(COURTESY.fullmatch(self.text))
        plain = self.text.lstrip("¡ ")
        found = THANKS.match(plain)
        whole = found is not None and not re.match(r"\w|\s*(?:de|d['’]\w+)\s+\w+(?:er|ir|re)\b", plain[found.end() :])
        return whole and len(plain.split()) <= 9 and not re.search(r"\d", plain) and not self.modal

    @cached_property
    def always(self) -> bool:
        """Whether it says that something holds always, so in each unit."""
        if (
            self.language == "ja"
            and re.search(r"必ず.{0,4}(?:取り上げ|触れ|言及)", self.text)
            and not re.search(r"冒頭|終わり|最後|オープニング|エンディング|毎", self.text)
        ):
            return False
        if self._signs and re.search(r"どこか|某处|某個地方|某个地方", self.text):
            return False
        return bool(re.search(ALWAYS[self.language], self.text, re.IGNORECASE))

    @cached_property
    def demands(self) -> bool:
        """Whether it demands something of the document."""
        return (self.modal or self.starts_command) and not self.is_background

    @cached_property
    def commands(self) -> bool:
        """Whether its prohibition is one in so many words."""
        if self.is_background:
            return False
        if self.refuses:
            return True
        if self.language == "ja" and re.match(
            r"(?:うちの)?(?:夫|妻|母|父|娘|息子|祖母|祖父|子ども|子供|両親|家族|主人|兄|弟|姉|妹)[はも]", self.text
        ):
            return "ください" in self.text or "書" in self.text
        hard = re.search(r"\b(?:must|should\w*|shall|may not|cannot|can(?: not|['’]t)|ought|please|avoid\w*|refrain|steer|stay away|needs?|has to|have to|is to|are to|forbid\w*|to be avoided|to be left out|not wanted|unwanted|(?:is|are) out(?= (?:everywhere|anywhere|entirely|completely|altogether)|$)|banned|prohibited|taboo|off[- ]limits|not allowed|out of bounds|no place|unwelcome|out of scope|unmentioned|nameless|don['’]t|do not|dont|darf|dürfen|sollte?n?|muss|verboten|tabu|untersagt|unerwünscht|vermeide\w*|verzichte\w*|doi\w+|interdit\w*|évite[rz]?|debe\w*|puede\w*|evit\w+|prohibid\w+|queda\w* (?:fuera|exclu\w+|prohib\w+|descart\w+|vetad\w+)|vetad[oa]s?|descartad[oa]s?|excluid[oa]s?|ni una palabra|ni mención|no (?:tiene\w* cabida|entra\w*|procede\w*|caben?|pinta\w* nada)|banni\w*|proscri\w*|exclu(?:e?s?|re|es)|à (?:bannir|proscrire|exclure|éviter|supprimer)|n[e'’]\s?entre\w* pas|n[e'’]\s?(?:a|ont) pas (?:sa|leur|de) place|pas question|hors (?:sujet|de propos|périmètre|de question)|pas un mot|kein(?:e|en)? (?:einziges )?wort|(?:hat|haben) (?:hier |darin |dort )?nichts (?:zu suchen|verloren)|ausgeschlossen|gestrichen|verpönt|entfällt|entfallen|bleib(?:t|en) (?:außen vor|draußen|weg)|weglassen|wegzulassen|kommt nicht in frage|kein thema|lassen (?:wir|sie) (?:\w+ )?weg|abst(?:en|ien)\w+|rien à y faire|rien à faire (?:là|ici)|gehör(?:t|en) nicht|bitte|porfa|por favor|prière|il ne faut|no hay que)\b|\b(?:nicht|pas|no|non) (?:se )?(?:erlaubt|zulässig|gestattet|gewünscht|erwünscht|vorgesehen|zu \w+|autorisée?s?|permise?s?|permis|admise?s?|souhaitée?s?|permit\w+|admit\w+|acept\w+|autoriz\w+|quier\w+|dese\w+)|不得|不要|不能|不可|禁止|禁用|切勿|避免|不应|不准|勿|不许|严禁|(?<![分特区个级类性差])别(?=[写用提在把出说讲贴放加让给])|不准|一律不|一概不|绝口不|通篇不|全文不|全书不|只字不|绝不|ないで|禁止|避け|厳禁|控え(?!め)|不可|ないこと|(?<!で)(?<!しれ)(?<!かもしれ)(?<!あり)(?<!い)(?<!分かり)(?<!わかり)(?<!でき)(?<!なり)(?<!じゃあり)ません(?:ように)?[。！]?$|ないように|不要|なし(?:です|で)?[。]?$|伏せ(?:る|て)|省(?:く|いて)|抜きで|(?:書か|使わ|入れ|触れ|出さ|載せ|置か|扱わ|述べ|描か|挙げ|含め|並べ)ない[。]?$|[はもを]しない[。]?$|(?:いら|要ら|設け|使わせ|記載し|掲載し|すすめ|勧め|薦め|推奨し|使用し|引用し|言及し|求め|認め|許さ|話さ|語ら)(?:ない|ません)(?:こと|で)?[。]?$|いりません[。]?$|無し(?:です|で)?[。]?$", self.text, re.IGNORECASE)  # fmt: skip
        return bool(hard) or (self.starts_command and not self._signs)

    @cached_property
    def says(self) -> bool:
        """Whether it has a verb of mentioning."""
        return bool(mark("say", self.language).search(self.text))

    @cached_property
    def says_each(self) -> bool:
        """Whether it speaks of each unit."""
        return bool(EACH.search(self.text))

    @cached_property
    def _never(self) -> re.Match[str] | None:
        french = self.language == "fr"
        full = french and bool(
            re.search(r"\b(?:pas|jamais|aucune?|plus|rien|ni|personne|nulle part|point|guère)\b", self.text, re.I)
        )
        denied = french and bool(re.search(r"\b(?:ne\b|n['’])", self.text, re.I))
        if (
            french
            and denied
            and not re.search(r"\bpas\b|\bjamais\b", self.text, re.I)
            and re.search(r"\b(?:ne\b|n['’]).{1,60}?\bqu(?:e\b|['’])", self.text, re.I)
        ):
            return None
        for match in mark("never", self.language).finditer(self.text):
            if re.compile(ONLY[self.language], re.IGNORECASE).search(
                self.text[max(0, match.start() - 16) : match.end() + 16]
            ):
                continue
            if self.language == "en" and re.search(
                r"\b(?:who|which|that|because|if|when|where|as|since)\b[^,;]{0,24}$",
                self.text[: match.start()],
                re.IGNORECASE,
            ):
                continue
            word = match[0].lower()
            if word in ("ne", "n'", "n’") and french and not full:
                continue
            if word in ("ni", "pas") and french and match.start() > 40 and not denied:
                continue
            return match
        return None

    @cached_property
    def negative(self) -> bool:
        """Whether it forbids or denies something."""
        return self._never is not None

    @cached_property
    def tells_none(self) -> bool:
        """Whether its negation is a `nobody` or `nothing`, which mostly tells what happens."""
        return self._never is not None and self._never[0].lower() in (
            "nobody",
            "nothing",
            "no one",
            "no-one",
            "nowhere",
            "none",
            "without",
        )

    @cached_property
    def negative_start(self) -> int:
        """Where the negation begins."""
        return self._never.start() if self._never else -1

    @cached_property
    def says_no(self) -> bool:
        """Whether it denies a mention, a use or an appearance."""
        return (
            self.negative
            and bool(re.search(PASSIVE[self.language], self.text, re.IGNORECASE))
            and not self.is_background
        )

    @cached_property
    def lacks(self) -> bool:
        """Whether it only says that something is not there or not had."""
        return bool(
            re.search(
                r"\b(?:has|have|had|there (?:is|are|was|were)|there['’]s|is without|are without|hat|haben|hatte\w*|gibt|gab|kommt ohne|kommen ohne|hay|hubo|había|tiene\w*|tuvo|il n['’]y a|n['’](?:a|ont|avait|avaient))\b|没有|ありません|いません|がない",
                self.text,
                re.IGNORECASE,
            )
        )

    @cached_property
    def tells_not(self) -> bool:
        """Whether its negation is of a verb that tells what somebody does (`no para de llover`), not of one that asks."""
        if self.language not in ("fr", "es"):
            return False
        return bool(re.search(TELLS_NOT[self.language], self.text, re.IGNORECASE)) and not self.modal

    @cached_property
    def is_without(self) -> bool:
        """Whether its negation is a `without` within it."""
        return (
            self._never is not None
            and self._never[0].lower() in ("ohne", "sans", "sin", "without")
            and self._never.start() > 0
        )

    @cached_property
    def only(self) -> bool:
        """Whether it says that its place is the only one."""
        words = r"\b(?:only|solely|exclusively|nur|ausschließlich|einzig|seulement|uniquement|exclusivement|solo|sólo|solamente|únicamente|exclusivamente)\b|\b(?:ne\b|n['’]).{1,60}?\bqu(?:e\b|['’])|只在|仅在|只有|だけ|のみ|にしか"
        return bool(re.search(words, self.text, re.IGNORECASE)) and not self.negative

    @cached_property
    def never_ever(self) -> bool:
        """Whether it says that something never happens."""
        found = re.search(
            r"\b(?:never|nowhere|at no point|under no circumstances|no ?one|nobody|nie(?:mals)?|jamais|nunca|jamás|nirgends|nulle part|keinesfalls|zu keinem zeitpunkt|en ningún momento|à aucun moment)\b|从不|绝不|永远不|决不|一度も|決して",
            self.text,
            re.IGNORECASE,
        )
        past = re.search(
            r"\b(?:has never|have never|had never|so far|until now|any ?more|no longer|noch nie|encore jamais|nunca antes|hasta ahora|bisher|jusqu'ici)\b",
            self.text,
            re.IGNORECASE,
        )
        return bool(found) and not past and not self.is_background

    @cached_property
    def leads_with_never(self) -> bool:
        """Whether it begins with a negation."""
        if self._never is None or self.is_background:
            return False
        head = self.text[: self._never.start()].strip(" ,;:\"'„«“「¡¿([-–—")
        if self._signs:
            return self._never.start() <= 4 or self.commands
        lead = r"(?:(?:bloß|außerdem|zudem|ja|surtout|además|sobre todo)\s*)?(?:(?:but |and )?(?:absolutely|please|but|and|also|though|there (?:is|are)(?: to be)?|there (?:must|should|shall|may|can|will|is to|are to) be|it (?:must|should|may|can|has|contains)|with|do|use|above all|otherwise|then|strictly|at|under|in)|bitte|aber|und|also|auch|et|mais|y|pero|por favor|es gibt|es soll|il n['’]y a|il|on|se|insgesamt|überhaupt|dabei|hier|surtout|que)?"
        return bool(re.fullmatch(lead, head, re.IGNORECASE))

    @cached_property
    def has_style(self) -> bool:
        """Whether it speaks of tone, style, person, tense or readers."""
        return bool(mark("style", self.language).search(self.text))

    @cached_property
    def only_style(self) -> bool:
        """Whether style is all that it speaks of."""
        return self.has_style and not re.search(r"[\"„“«「《]", self.text) and not self.mentions

    @cached_property
    def mentions(self) -> bool:
        """Whether it has a verb of mentioning other than to write or to use."""
        return bool(mark("say", self.language).search(mark("write", self.language).sub(" ", self.text)))

    @cached_property
    def has_structure(self) -> bool:
        """Whether it speaks of tables, lists, headings and the like."""
        return bool(mark("structure", self.language).search(self.text))

    @cached_property
    def forbids_form(self) -> bool:
        """Whether what it forbids is a form: headings, bullet points."""
        return bool(FORM.search(self.text)) and not re.search(r"[\"„“«「《]", self.text)

    @cached_property
    def lists_topics(self) -> bool:
        """Whether it lists topics behind a colon."""
        return bool(TOPICS.match(self.text))

    @cached_property
    def names_style(self) -> bool:
        """Whether it begins with the style that it speaks of (`Diálogos secos, ...`)."""
        match = mark("style", self.language).search(self.text)
        return (
            self.language != "en"
            and match is not None
            and len(self.text[: match.start()].split()) <= 1
            and match.start() < 12
        )

    @cached_property
    def refuses(self) -> bool:
        """Whether it is a word with a `no` behind it (`mariposa no`)."""
        return (
            self.language in ("de", "fr", "es")
            and bool(
                re.match(
                    r"[^\W\d][^,.;:!?]{1,40}?(?:\s(?:no|nein|non|jamais|nunca|nie)|,?\s(?:ningun[oa]s?|aucune?|keine[nrs]?))\s*(?:[,.;!]|$)",
                    self.text,
                    re.IGNORECASE,
                )
            )
            and len(re.split(r"[,.;!]", self.text)[0].split()) <= 4
        )

    @cached_property
    def is_fragment(self) -> bool:
        """Whether it is a phrase without a sentence's verb, as far as its length tells."""
        if self._signs:
            return len(self.text) <= 14 and not re.search(r"[是有了在]|ます|です|した|いる", self.text)
        return len(self.text.split()) <= 6

    @cached_property
    def is_copular(self) -> bool:
        """Whether it says what the document is."""
        return bool(re.search(COPULA[self.language], self.text, re.IGNORECASE))

    @cached_property
    def tells_cast(self) -> bool:
        """Whether it says who or where the story is of, or who tells it."""
        return bool(CAST.match(self.text)) and not self.is_background

    @cached_property
    def is_short(self) -> bool:
        """Whether it is so short that it can only be a demand."""
        if self._signs:
            return False
        return (
            len(self.text.split()) <= 2 and not re.search(r"\d", self.text) and not THANKS.match(self.text.lstrip("¡ "))
        )

    @cached_property
    def sets_task(self) -> bool:
        """Whether it states the task: write, create, I need a ..."""
        found = re.compile(TASK[self.language], re.IGNORECASE)
        return bool(found.search(self.text) if self.language == "ja" else found.match(self.text))

    def puts_in_order(self, match: re.Match[str]) -> bool:
        """Whether a match of the order pattern speaks of the order of the text, not of time."""
        if self.is_background:
            return False
        if self.language != "en" and match.groupdict().get("a3"):
            return True
        if any(
            re.match(r"\s*(?:\d|(?:zwei|drei|vier|fünf|deux|trois|dos|tres|einem|einer|un|une)\b)", value)
            for key, value in match.groupdict().items()
            if value and key.startswith("b")
        ):
            return False
        if self._signs:
            return self.demands or self.says or re.search(r"先|放在|排在|位于|安排在|置", self.text) is not None
        if self.says and re.match(r"(?:on|man|se|il faut|hay que)\b", self.text, re.IGNORECASE):
            return True
        if self.starts_command or (
            self.says and re.search(r"\b(?:before|avant de|antes de|bevor)\b", self.text, re.IGNORECASE)
        ):
            return True
        placing = r"\b(?:must|should|shall|has to|have to|needs? to|comes?|goes|go|appears?|precedes?|follows?|first|stands?|is|are|to|muss|müssen|soll\w*|kommt|kommen|steht|stehen|folgt|folgen|gehört|gehören|voraus|zuerst|zunächst|doi\w+|vien\w+|précèd\w*|figure\w*|place\w*|d'abord|debe\w*|va|van|viene\w*|precede\w*|sigue\w*|aparece\w*|primero|suit|suivent|passe\w*|apparaî\w+|arrive\w*)\b"
        explained = r"(?:erklärt|erläutert|erwähnt|behandelt|genannt|definiert|eingeführt|vorgestellt|besprochen|gezeigt|beschrieben|aufgeführt|défini\w*|expliqu\w*|présent\w*|mention\w*|abord\w*|trait\w*|introdui\w*|décri\w*|défin\w*|define\w*|explica\w*|presenta\w*|menciona\w*|trata\w*|introduce\w*|describe\w*|expone\w*)"
        return bool(re.search(placing, self.text, re.IGNORECASE) or re.search(explained, self.text, re.IGNORECASE))

    def banned(self, bare: str) -> tuple[str, ...]:
        """Phrases that are forbidden: what stands in quotation marks, else what the negation is of."""
        quoted = re.findall(r"['‘\"“„«「『《]\s?([^'’\"”“»」』》]{1,60}?)\s?['’\"”“»」』》](?!\w)", bare)
        if quoted:
            return tuple(dict.fromkeys(one.strip() for one in quoted))
        phrase = object_of(bare, self.language)
        parts = re.split(
            r"\s+(?:or|and|nor|oder|und|noch|ou|ni|et|o|u|y|e)\s+|\s*,\s*|、|和|或|や|と(?=[^い言])", phrase
        )
        return tuple(dict.fromkeys(one.strip(" .,;:!?\"'“”。，、的") for one in parts if one.strip(" .,;:!?。")))
