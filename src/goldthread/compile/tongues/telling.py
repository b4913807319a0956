"""What the words of a clause tell: demand or background, prohibition, style, structure, order."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from goldthread.compile.demands import is_due
from goldthread.compile.prohibitions import forbidden_phrases
from goldthread.compile.tongues.marks import comes_second, mark

__all__ = ["Telling", "comes_second"]

_ASK = {
    "en": r"\b(?:want|wants|wish|need|would like|['’]d like|would love|prefer|insist|expect|please|ask)\b",
    "de": r"\b(?:lassen wir|verzichten wir|sparen wir|möchte\w*|wünsch\w*|brauche|hätte\w* gern\w*|will|wollen|bitte|bitten)\b",
    "fr": r"\b(?:voudr\w+|souhait\w+|veux|voulons|aimerai\w*|demande|besoin|prie)\b",
    "es": r"\b(?:quier\w+|quisier\w+|necesit\w+|querría\w*|gustaría|pido|pedimos|deseo)\b",
    "zh": r"希望|想要|请|要求|需要",
    "ja": r"ください|お願い|ほしい|欲しい|たい",
}
_BARE = {
    "de": r"(?!(?:alle|viele|eine|diese|jede|keine|meine|deine|seine|ihre|unsere|beide|einige|manche|solche|welche|heute|gerade|ohne|ende|mitte|wie|sie|die|nahe|dazu)\b)[a-zäöüß]{3,}e\s+(?:jede[nrsm]?|die|das|den|dem|der|eine?[nmrs]?|keine?[nmrs]?|alle|zu jede[mr])\s+\w",
    "fr": r"(?!(?:dans|sur|pour|avec|sans|par|entre|vers|chez|sous|après|avant|pendant|durant|quand|comme|que|où|tous|toutes|tout|toute|et|mais|ou|donc|car|lorsque|puisque|voici|voilà|malgré|selon|dès|depuis|est|ce|cette|ces|c'est|chaque|hors|contre|outre|jamais|même|sauf|soit|seul|seule|seuls|"
    r"surtout|aussi|ainsi|enfin|puis|alors|bien|parmi|derrière|devant|toutes?|autour|tandis|parce|plus|moins|pas|aucun|aucune|si|ni|là|ici|un|une|le|la|les|des|du|au|aux|mon|ma|mes|son|sa|ses|notre|nos|votre|vos|leur|leurs|en|à|de|on|il|elle|nous|je|tu)\b)[a-zéèêçàâîôû]{3,}\s+(?:chaque|le|la|les|l['’]\w|un|une|des|du|toujours|au moins)\b",
    "es": r"(?!\w+[aei]mos\b)(?!(?:en|sobre|para|con|sin|por|entre|hacia|desde|hasta|tras|después|antes|durante|cuando|como|que|donde|todos|todas|todo|toda|y|pero|aunque|porque|pues|según|mientras|si|ni|cada|este|esta|esto|estos|estas|ese|esa|es|son|hay|menos|salvo|excepto|incluso|contra|bajo|ante|nunca|solo|sólo|"
    r"también|además|siempre|ya|así|mediante|un|una|el|la|los|las|del|al|mi|su|nuestro|nuestra|le|se|nos|nada|nadie|ningún|ninguna|ambos|ambas|más|no|a|de|o|e|u|fue|era|está|están|lo|ni)\b)[a-záéíóúñ]{3,}\s+(?:cada|el|la|los|las|un|una|unos|unas|siempre|al menos)\b",
}
"""A bare first word before an article."""
_TASK = {
    "en": r"^(?:(?:please|hello|hi|hey|now|so|ok|dear \w+|pls)[,!]?\s+)*(?:(?:can|could|would|will) you (?:please )?)?(?:writ\w+|creat\w+|compos\w+|draft\w*|prepar\w+|mak\w+|design\w*|describ\w+|plan\w*|produc\w+|develop\w*|generat\w+|tell|put together|give|do|build|"
    r"I(?:['’]d| would)? (?:like|love|want|need)|I['’]?m (?:after|looking for)|I am (?:after|looking for)|we(?:['’]d| would)? (?:like|want|need)|we (?:are looking for|require))\b(?: (?:me|us|up))?(?: to (?:have|write|get))?\s+(?:an?|the|our|my|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)\b",
    "de": r"^(?:(?:bitte|hallo|guten tag|nun|also)[,!]?\s+)*(?:schreibe?n?|erstelle?n?|verfasse?n?|entw[iue]rf\w*|entwickle?\w*|beschreibe?n?|formuliere?n?|erzähle?n?|plane?n?|mache?n?|ich (?:möchte|brauche|hätte gern|wünsche mir|will|suche)|wir (?:brauchen|möchten|suchen|wollen))\b(?: sie)?(?: mir| uns| bitte| gern)*\s+(?:eine?[nmrs]?|\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
    "fr": r"^(?:(?:bonjour|merci|s'il vous plaît)[,!]?\s+)*(?:écri\w+|rédige\w*|crée\w*|prépare\w*|conçoi\w+|concevez|décri\w+|compose\w*|imagine\w*|raconte\w*|élabore\w*|fai(?:s|tes)|je (?:voudrais|veux|souhaite|cherche)|j'aimerais|j'ai besoin d|il (?:me|nous) faut|nous (?:voulons|souhaitons|avons besoin d))(?:[- ]moi|[- ]nous)?[ ']*(?:une?|des|\d+|d')\b",
    "es": r"^(?:(?:hola|por favor|buenas)[,!]?\s+)*(?:escrib\w+|redact\w+|cre[ae]|elabor\w+|prepar\w+|dise[ñn]\w+|describ\w+|compón|componga|imagin\w+|cuent\w+|haz|haga|necesit\w+|quier\w+|quisiera|me gustaría|queremos|busco)\b(?:me|nos)?\s+(?:un[oa]?s?|\d+|tener un\w*)\b",
    "zh": r"^(?:你好[，,]?)?(?:请|帮我|请帮我|麻烦|我想要?|我要|我需要|希望)?(?:你)?(?:为\w{1,12})?(?:写|编写|撰写|设计|制定|描写|创作|起草|准备|做)(?:一|[\d二三四五六七八九十百]+)",
    "ja": r"(?:(?:日記|小説|報告書|手引き|案内|冊子|本|暦|童話|講座|教材|ガイド|記事|物語|エッセイ|随筆|台本|脚本|計画書?|仕様書|マニュアル|論文|献立|レポート|年表|話|章|通|首|品|編)(?:を|で)|分を?)(?:\w{0,8}で)?(?:\w{0,8})?(?:書いて|作って|作成して|お願い|まとめて|執筆して|描写して)(?:ください|ほしい|いただ\w+|します|くださ\w+)",
}
_COPULA = {
    "en": r"\b(?:is|are|be|stays?|remains?|sounds?|reads?|should|must)\b",
    "de": r"\b(?:ist|sind|sei|seien|bleibt|bleiben|wirkt|klingt|wird|werden|richte\w* sich|wende\w* sich|spricht|soll)\b",
    "fr": r"\b(?:est|sont|sera|seront|reste|s['’]adresse\w*|vise\w*|soit)\b",
    "es": r"\b(?:es|son|será|serán|sea|se dirige\w*|van? dirigid\w+|está)\b",
    "zh": r"是|为|要|应|面向|适合|用",
    "ja": r"です|に|で|は",
}
_TOPICS = re.compile(
    r"^(?:(?:the|die|das|les|los|las)\s+)?(?:pflicht)?(?:topics?|contents?|subjects|key points|must cover|to cover|things to (?:mention|cover)|themes?|themen|inhalte?|schwerpunkte?|stichworte|sujets?|thèmes?|points?|contenus?|temas?|contenidos?|puntos|主题|内容|要点|主な内容|テーマ|項目)[^:：.]{0,40}[:：]\s*\S",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"headings?|bullet|headline|footnotes?|subtitle|numbered list|überschrift|zwischentitel|aufzählung|stichpunkt|spiegelstrich|gliederung|(?:sous-)?titre|intertitre|puce|viñeta|encabezad|subtítulo|título|epígrafe|标题|分点|列表|見出し|箇条書き|markdown|fußnote|notes? de bas|notas? al pie|脚注",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|per|apiece|every|a (?:day|week|month|chapter|section|entry|page|piece|course|text|story|episode|lesson|letter|module|part|night|unit|session)|am tag|täglich|jeweils|pro|je|chacune?|par|cada un[oa]|por|al día|par jour|cada|l'une?|die (?:einzelnen )?(?:kapitel|abschnitte|teile|texte|geschichten) (?:sind|haben))\b|每|各|一(?:品|つ|話|章|回|通|人|件)(?:につき|あたり)|ごと", re.IGNORECASE)  # fmt: skip
_ONLY = {
    "en": r"no longer(?! than)|not only|n['’]t only|not just|no more than|not more than|no less than|no fewer than|not less than|not fewer than|no later than|no earlier than|not (?:be )?longer than|no longer than|not (?:be )?shorter than|not exceed|do(?:es)?(?:n['’]t| not) (?:have|need) to|need not|needn['’]t|"
    r"(?:not|n['’]t|never) (?:to )?(?:forget|fail|omit|leave out|skip|miss|be (?:missing|omitted|left out|forgotten|skipped))|no doubt|no matter|not necessarily|why not|no need|no problem|if not|or not|not sure|nothing but|without fail|not \w+ but\b",
    "de": r"nicht nur|nicht mehr als|nicht weniger als|nicht zuletzt|nicht länger als|nicht unter|nicht über|nichts als|nicht selten|nicht vergessen|nicht fehlen|vergiss|vergessen sie nicht",
    "fr": r"pas à pas|non seulement|pas seulement|pas plus de|pas moins de|sans dépasser|sans oublier|n'oublie\w*|ne pas oublier|ne (?:doi\w+ )?manqu\w+",
    "es": r"no solo|no sólo|no más de|no menos de|no (?:te |se )?olvid\w+|sin olvidar|no (?:debe\w* |puede\w* )?falt\w+",
    "zh": r"([\u4e00-\u9fff])不\1|可不可以|有没有|不仅|不只|不少于|不超过|不多于|不低于|不同|不断|不可或缺|不能少|不可缺少|不可少|不能缺|不得少于|不得超过|不要超过|少不了|要不|差不多|不要忘|别忘|不管|不论|不久|不知|不动|不过(?=[，,])",
    "ja": r"なければ|忘れない|欠かせない|欠かさない|漏れな|ないように|だけでなく|少なくない",
}
_PASSIVE = {
    "en": r"\b(?:mention\w*|us(?:e|es|ed|ing)|shown?|shows|appear\w*|occur\w*|name[sd]?|contain\w*|includ\w+|spoken|speaks?|said|says?|refer\w*|reveal\w*|describ\w+|discuss\w*|told|talk\w*|quot\w+|written|writes?|given|gives|found|known)\b",
    "de": r"\b(?:vorkomm\w*|erwähnt|genannt|verwendet|benutzt|gezeigt|thematisiert|verraten|kommt\b.{0,60}\bvor|kommen\b.{0,60}\bvor|taucht\b.{0,60}\bauf|erwähnen|nennen|verwenden|benutzen|erscheint|steht|enthält|enthalten|gesprochen|spricht|sprechen|spielt|ausgelacht|gelogen)\b",
    "fr": r"\b(?:mention\w+|utilis\w+|emplo\w+|parl\w+|cit[eé]\w*|évoqu\w+|apparaî\w*|apparai\w*|figur\w*|contien\w*|nomm\w+|dit|révél\w+|abord\w+|montr\w+)\b",
    "es": r"\b(?:mencion\w+|us[aeo]\w*|utili\w+|emple\w+|habl\w+|aparec\w*|aparezc\w*|nombr\w+|cit[ae]\w*|figur\w*|contien\w*|revel\w+|dice\w*|cuenta\w*|muestr\w+|sale\w*)\b",
    "zh": r"提|使用|出现|写|谈|讲|透露|揭|点名|涉及|描写|用|引用|说|出场|交代",
    "ja": r"触れ|使わ|使い|使う|使用|言及|書(?![館籍類店斎])|用い|出さ|明かさ|登場|入れ|描|含め|載せ|示さ",
}
_NOW = (
    r"\b(?:yesterday|(?<!the )last (?:year|month|night|summer|winter|spring|autumn|week)|(?<!the )next (?:year|month|spring|summer|week)|(?:\w+ )?years ago|nowadays|these days)\b|"
    r"\b(?:gestern|heute|morgen früh|übermorgen|nächste[nrs]? (?:woche|monat|jahr|montag|dienstag|mittwoch|donnerstag|freitag)|letzte[nrs]? (?:jahr|monat)|vorige[nrs]? \w+|hier (?:soir|matin)|demain|"
    r"(?:la semaine|le mois|l'année|lundi|mardi|mercredi|jeudi|vendredi) (?:prochaine?|derni(?:er|ère))|l'an (?:dernier|prochain)|ayer|(?:la semana|el mes|el año) (?:que viene|pasad[oa])|la próxima semana|el próximo \w+)\b|"
    r"me l'a demandé|下周|下个?月|明天|后天|昨天|去年|上周|上个?月|来週|来月|昨日|先週|明日|先月|来年|去年|"
    r"\b(?:drucker|druckerei|imprimeur|imprimerie|imprenta|deadline|abgabetermin|redaktionsschluss|chacun de nous|cada uno de nosotros|jeder von uns)\b|印刷厂|印刷所|交稿|截稿|締め?切り|打.{0,3}电话|联系我|(?:電話|連絡|メール)して|期待您|楽しみにして"
)
"""Words that tie a sentence to the day of its writer."""


_THANKS = re.compile(
    r"(?:(?:bien |très |sehr |muy )?(?:cordialement|cordialmente)|bises|bisous|amitiés|lieben gruß|liebe grüße|(?:un |muchos )?(?:abrazos?|besos?|saludos)|cheers|regards|best|hello|hi|hey|dear|kind regards|best wishes|yours|sincerely|good (?:morning|day|evening|luck)|sorry|danke|merci|gracias|vielen dank|besten dank|herzlichen dank|viele grüße|liebe grüße|grüße|gruß|hallo|bonjour|bonsoir|hola|saludos|un saludo|cordialement|à bientôt|guten tag|mille mercis|muchas gracias|mil gracias|buenos días|"
    r"servus|moin|salut|ok|okay|lg|mfg|bis bald|bis dann|hasta pronto|buenas|atentamente|cordialmente|besos|abrazos|un abrazo|herzliche|beste grüße|mit (?:freundlichen|besten|lieben)|bien à vous|amicalement|coucou|sehr geehrte\w*|liebe[rs]? \w+|estimad\w+|cher\w* )",
    re.IGNORECASE,
)


_COURTESY = re.compile(
    r"(?:何卒|どうぞ|どうか|以上|では|それでは)?[、，]?(?:よろしくお願い(?:いた|致)?します|宜しくお願い(?:いた|致)?します|よろしく(?:です|ね)?|お願い(?:いた|致)?します|ありがとうございます|お世話に\w{1,8}|お疲れ様です|お疲れさまです|助かります)[。！!、\s]*|"
    r"(?:十分|非常|万分)?(?:感谢|谢谢|多谢|辛苦了?|拜托了?|麻烦了?|劳驾|此致敬礼)(?:您|你|大家|各位)?(?:了|啦|的帮助)?[。！!，\s]*"
)
_ALWAYS = {
    "en": r"(?!)",
    "de": r"\b(?:immer|stets|durchgehend|durchweg|ausnahmslos|grundsätzlich|jedes Mal)\b",
    "fr": r"\b(?:toujours|systématiquement|à chaque fois|invariablement)\b",
    "es": r"\b(?:siempre|sistemáticamente|en todo momento|cada vez)\b",
    "zh": r"一律|始终|总是|每次都?|统统|全都|均须|均要",
    "ja": r"毎回|いつも|常に|すべて|全て|必ず",
}
_CAST = re.compile(
    r"(?:主人公|語り手|舞台|ヒロイン|探偵役|主役)は|(?:主角|主人公|男主角?|女主角?|叙述者|讲述者)\w{0,6}(?:是|为|叫)|故事(?:发生|设)在|"
    r"(?:die|der) (?:haupt(?:figur|person)|held(?:in)?|protagonist(?:in)?|erzähler(?:in)?|ermittler(?:in)?|kommissar(?:in)?)\b.{0,40}\b(?:ist|sind|heißt)\b|(?:kommissarin?|detektivin?)\s[A-ZÄÖÜ]\w+ ist\b|"
    r"(?:le|la|l['’])\s?(?:héros|héroïne|protagoniste|narrat(?:eur|rice)|personnage principal|détective|commissaire)\b.{0,40}\b(?:est|s['’]appelle)\b|l['’]histoire se (?:passe|déroule)|"
    r"(?:el|la) (?:protagonista|narrador(?:a)?|héroe|heroína|detective|inspector(?:a)?|personaje principal)\b.{0,40}\b(?:es|se llama)\b|la (?:historia|acción) (?:transcurre|ocurre|se desarrolla)",
    re.IGNORECASE,
)
"""A sentence on who or where a story is of."""
_TELLS_NOT = {
    "fr": r"\b(?:il|elle|ils|elles)\s(?:ne\b|n['’])|\b(?:que|qui|pourquoi|si)\b.{0,40}\b(?:ne\b|n['’])|\bne se \w+ent plus\b",
    "es": r"\bno (?:para|paran|resuelve\w*|quiere\w*|sabe\w*|puede\w*|vuelve\w*|duerme\w*|llega\w*|hace\w*)\b|\b(?:sale|dice\w*|contesta) que no\b|\b(?:porque|quien) .{0,30}\bno\b",
}
"""Negations that tell what happens."""
_REASON = {
    "en": r"(?!)",
    "de": r",?\s+(?:weil|denn|da|zumal)\s+.*$|,\s+(?:ich|wir)\b.*$",
    "fr": r",?\s+(?:car|parce qu|puisqu|vu qu|étant donné qu|comme)[e'’]?\s?.*$",
    "es": r",?\s+(?:porque|pues|ya que|que|q|dado que|puesto que)\s+(?:ya )?.*$",
    "zh": r"[，,](?:因为|由于|毕竟|免得|以免).*$",
    "ja": r"^.*?(?:ので|から|ため)[、，]",
}
"""What gives the reason of a demand, which may speak of the writer."""


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
        pattern = _BARE.get(self.language)
        return bool(pattern and re.match(pattern, self.text, re.IGNORECASE))

    @cached_property
    def plain_command(self) -> bool:
        """Whether the imperative is one of mood, not an infinitive."""
        found = mark("imperative", self.language).search(self.text)
        return found is not None and not re.search(r"(?:er|ir|ar|re|en)\s*$", found[0].strip())

    @cached_property
    def is_background(self) -> bool:
        """Whether it tells of the writer of the request rather than of the document."""
        now = (re.search(_NOW, self.text, re.IGNORECASE) and not self.starts_command) or (
            self.language == "en" and is_due(self.text)
        )
        if now or not mark("we", self.language).search(self.text):
            return bool(now)
        if self.language != "en":
            bare = re.sub(_REASON[self.language], "", self.text, flags=re.IGNORECASE)
            if len(bare) > 3 and bare != self.text and not mark("we", self.language).search(bare):
                return False
        return not (re.search(_ASK[self.language], self.text, re.IGNORECASE) or self.starts_command)

    @cached_property
    def is_greeting(self) -> bool:
        """Whether it only greets or thanks."""
        if self._signs:
            return bool(_COURTESY.fullmatch(self.text))
        plain = self.text.lstrip("¡ ")
        found = _THANKS.match(plain)
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
        return bool(re.search(_ALWAYS[self.language], self.text, re.IGNORECASE))

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
        hard = re.search(r"\b(?:must|should\w*|shall|may not|cannot|can(?: not|['’]t)|ought|please|avoid\w*|refrain|steer|stay away|needs?|has to|have to|is to|are to|forbid\w*|to be avoided|to be left out|not wanted|unwanted|(?:is|are) out(?= (?:everywhere|anywhere|entirely|completely|altogether)|$)|banned|prohibited|taboo|off[- ]limits|not allowed|out of bounds|no place|unwelcome|out of scope|unmentioned|nameless|don['’]t|do not|dont|darf|dürfen|sollte?n?|muss|verboten|tabu|untersagt|unerwünscht|vermeide\w*|verzichte\w*|doi\w+|interdit\w*|évite[rz]?|debe\w*|puede\w*|evit\w+|prohibid\w+|queda\w* (?:fuera|exclu\w+|prohib\w+|descart\w+|vetad\w+)|vetad[oa]s?|descartad[oa]s?|excluid[oa]s?|ni una palabra|ni mención|no (?:tiene\w* cabida|entra\w*|procede\w*|caben?|pinta\w* nada)|banni\w*|proscri\w*|exclu(?:e?s?|re|es)|à (?:bannir|proscrire|exclure|éviter|supprimer)|n[e'’]\s?entre\w* pas|n[e'’]\s?(?:a|ont) pas (?:sa|leur|de) place|pas question|hors (?:sujet|de propos|périmètre|de question)|pas un mot|kein(?:e|en)? (?:einziges )?wort|(?:hat|haben) (?:hier |darin |dort )?nichts (?:zu suchen|verloren)|ausgeschlossen|gestrichen|verpönt|entfällt|entfallen|bleib(?:t|en) (?:außen vor|draußen|weg)|weglassen|wegzulassen|kommt nicht in frage|kein thema|lassen (?:wir|sie) (?:\w+ )?weg|abst(?:en|ien)\w+|rien à y faire|rien à faire (?:là|ici)|gehör(?:t|en) nicht|bitte|porfa|por favor|prière|il ne faut|no hay que)\b|\b(?:nicht|pas|no|non) (?:se )?(?:erlaubt|zulässig|gestattet|gewünscht|erwünscht|vorgesehen|zu \w+|autorisée?s?|permise?s?|permis|admise?s?|souhaitée?s?|permit\w+|admit\w+|acept\w+|autoriz\w+|quier\w+|dese\w+)|不得|不要|不能|不可|禁止|禁用|切勿|避免|不应|不准|勿|不许|严禁|(?<![分特区个级类性差])别(?=[写用提在把出说讲贴放加让给])|不准|一律不|通篇不|全文不|全书不|只字不|绝不|ないで|禁止|避け|厳禁|控え(?!め)|不可|ないこと|(?<!で)(?<!しれ)(?<!かもしれ)(?<!あり)(?<!い)(?<!分かり)(?<!わかり)(?<!でき)(?<!なり)(?<!じゃあり)ません(?:ように)?[。！]?$|ないように|不要|なし(?:です|で)?[。]?$|伏せ(?:る|て)|省(?:く|いて)|抜きで|(?:書か|使わ|入れ|触れ|出さ|載せ|置か|扱わ|述べ|描か|挙げ|含め|並べ)ない[。]?$|[はもを]しない[。]?$|(?:いら|要ら|設け|使わせ|記載し|掲載し|すすめ|勧め|薦め|推奨し|使用し|引用し|言及し|求め|認め|許さ|話さ|語ら)(?:ない|ません)(?:こと|で)?[。]?$|いりません[。]?$|無し(?:です|で)?[。]?$", self.text, re.IGNORECASE)  # fmt: skip
        return bool(hard) or (self.starts_command and not self._signs)

    @cached_property
    def says(self) -> bool:
        """Whether it has a verb of mentioning."""
        return bool(mark("say", self.language).search(self.text))

    @cached_property
    def says_each(self) -> bool:
        """Whether it speaks of each unit."""
        return bool(_EACH.search(self.text))

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
            if re.compile(_ONLY[self.language], re.IGNORECASE).search(
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
            and bool(re.search(_PASSIVE[self.language], self.text, re.IGNORECASE))
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
        return bool(re.search(_TELLS_NOT[self.language], self.text, re.IGNORECASE)) and not self.modal

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
        return bool(_FORM.search(self.text)) and not re.search(r"[\"„“«「《]", self.text)

    @cached_property
    def lists_topics(self) -> bool:
        """Whether it lists topics behind a colon."""
        return bool(_TOPICS.match(self.text))

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
        return bool(re.search(_COPULA[self.language], self.text, re.IGNORECASE))

    @cached_property
    def tells_cast(self) -> bool:
        """Whether it says who or where the story is of, or who tells it."""
        return bool(_CAST.match(self.text)) and not self.is_background

    @cached_property
    def is_short(self) -> bool:
        """Whether it is so short that it can only be a demand."""
        if self._signs:
            return False
        return (
            len(self.text.split()) <= 2
            and not re.search(r"\d", self.text)
            and not _THANKS.match(self.text.lstrip("¡ "))
        )

    @cached_property
    def sets_task(self) -> bool:
        """Whether it states the task: write, create, I need a ..."""
        found = re.compile(_TASK[self.language], re.IGNORECASE)
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
        phrase = _object_of(bare, self.language)
        parts = re.split(
            r"\s+(?:or|and|nor|oder|und|noch|ou|ni|et|o|u|y|e)\s+|\s*,\s*|、|和|或|や|と(?=[^い言])", phrase
        )
        return tuple(dict.fromkeys(one.strip(" .,;:!?\"'“”。，、的") for one in parts if one.strip(" .,;:!?。")))


def _object_of(text: str, language: str) -> str:
    plain = text.strip(" .。!！")
    if language == "zh":
        match = re.search(
            rf"(?:{mark('never', 'zh').pattern})(?:再|要|得|许|能)?(?:提到|提及|提起|提|使用|用|出现|写到?|包含|讲到?|谈到?|谈论|说到?|涉及|描写|介绍|有)?(.+)$",
            plain,
        )
        return match[1] if match else plain
    if language == "ja":
        return re.split(
            r"という(?:言葉|語|単語)|に(?:は)?(?:触れ|言及)|について|(?:を|は|も)(?:一切)?(?:使|用|書|入|出|載|描|明)|は|を",
            plain,
        )[0]
    if language == "en":
        return " or ".join(forbidden_phrases(plain, "en")) or plain
    never = mark("never", language)
    match = never.search(plain)
    if match is None:
        return plain
    after = plain[match.end() :].strip(" ,'’")
    drop = (
        r"^(?:(?:be|werden|wird|darf|dürfen|pas|jamais|plus|aucune?|se|de|d['’]|du|des|das|der|die|den|dem|el|la|le|les|los|las|l['’]|es|on|il|in|en|dans|auf|über|sur|sobre|von|mit|hay|y a|tener|nada|nunca|ningún|ninguna|"
        r"words?|wörter|wort|begriffe?|mots?|palabras?|término\w*|namen?|erwähn\w*|verwend\w*|benutz\w*|nenn\w*|mention\w*|utilis\w*|emplo\w+|cit\w+|parl\w+|mencion\w+|us[aeo]\w*|utili\w+|habl\w+|nombr\w+|erwähnt|genannt)\b['’]?\s*)+"
    )
    kept = re.sub(drop, "", after, flags=re.IGNORECASE)
    kept = re.sub(
        r"\s+(?:erwähnt|genannt|verwendet|benutzt|vorkommen|werden|erwähnen|verwenden|nennen|benutzen|vor|auf|enthalten)\b.*$",
        "",
        kept,
        flags=re.IGNORECASE,
    )
    if len(kept.strip()) > 1:
        return kept
    before = re.split(
        r"\b(?:darf|dürfen|soll\w*|wird|werden|kommt|kommen|ne|n['’]|doit|doivent|no|debe\w*)\b",
        plain,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    return (
        re.sub(r"^(?:der|die|das|den|le|la|les|l['’]|el|los|las|ein|eine)\s+", "", before.strip(), flags=re.IGNORECASE)
        or plain
    )
