"""Words by which a clause tells what it is: a task, background, thanks, a cast, a reason."""

import re

ASK = {
    "en": r"\b(?:want|wants|wish|need|would like|['’]d like|would love|prefer|insist|expect|please|ask)\b",
    "de": r"\b(?:lassen wir|verzichten wir|sparen wir|möchte\w*|wünsch\w*|brauche|hätte\w* gern\w*|will|wollen|bitte|bitten)\b",
    "fr": r"\b(?:voudr\w+|souhait\w+|veux|voulons|aimerai\w*|demande|besoin|prie)\b",
    "es": r"\b(?:quier\w+|quisier\w+|necesit\w+|querría\w*|gustaría|pido|pedimos|deseo)\b",
    "zh": r"希望|想要|请|要求|需要",
    "ja": r"ください|お願い|ほしい|欲しい|たい",
}

BARE = {
    "de": r"(?!(?:alle|viele|eine|diese|jede|keine|meine|deine|seine|ihre|unsere|beide|einige|manche|solche|welche|heute|gerade|ohne|ende|mitte|wie|sie|die|nahe|dazu)\b)[a-zäöüß]{3,}e\s+(?:jede[nrsm]?|die|das|den|dem|der|eine?[nmrs]?|keine?[nmrs]?|alle|zu jede[mr])\s+\w",
    "fr": r"(?!(?:dans|sur|pour|avec|sans|par|entre|vers|chez|sous|après|avant|pendant|durant|quand|comme|que|où|tous|toutes|tout|toute|et|mais|ou|donc|car|lorsque|puisque|voici|voilà|malgré|selon|dès|depuis|est|ce|cette|ces|c'est|chaque|hors|contre|outre|jamais|même|sauf|soit|seul|seule|seuls|"
    r"surtout|aussi|ainsi|enfin|puis|alors|bien|parmi|derrière|devant|toutes?|autour|tandis|parce|plus|moins|pas|aucun|aucune|si|ni|là|ici|un|une|le|la|les|des|du|au|aux|mon|ma|mes|son|sa|ses|notre|nos|votre|vos|leur|leurs|en|à|de|on|il|elle|nous|je|tu)\b)[a-zéèêçàâîôû]{3,}\s+(?:chaque|le|la|les|l['’]\w|un|une|des|du|toujours|au moins)\b",
    "es": r"(?!\w+[aei]mos\b)(?!(?:en|sobre|para|con|sin|por|entre|hacia|desde|hasta|tras|después|antes|durante|cuando|como|que|donde|todos|todas|todo|toda|y|pero|aunque|porque|pues|según|mientras|si|ni|cada|este|esta|esto|estos|estas|ese|esa|es|son|hay|menos|salvo|excepto|incluso|contra|bajo|ante|nunca|solo|sólo|"
    r"también|además|siempre|ya|así|mediante|un|una|el|la|los|las|del|al|mi|su|nuestro|nuestra|le|se|nos|nada|nadie|ningún|ninguna|ambos|ambas|más|no|a|de|o|e|u|fue|era|está|están|lo|ni)\b)[a-záéíóúñ]{3,}\s+(?:cada|el|la|los|las|un|una|unos|unas|siempre|al menos)\b",
}
"""A bare first word before an article."""

TASK = {
    "en": r"^(?:(?:please|hello|hi|hey|now|so|ok|dear \w+|pls)[,!]?\s+)*(?:(?:can|could|would|will) you (?:please )?)?(?:writ\w+|creat\w+|compos\w+|draft\w*|prepar\w+|mak\w+|design\w*|describ\w+|plan\w*|produc\w+|develop\w*|generat\w+|tell|put together|give|do|build|"
    r"I(?:['’]d| would)? (?:like|love|want|need)|I['’]?m (?:after|looking for)|I am (?:after|looking for)|we(?:['’]d| would)? (?:like|want|need)|we (?:are looking for|require))\b(?: (?:me|us|up))?(?: to (?:have|write|get))?\s+(?:an?|the|our|my|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)\b",
    "de": r"^(?:(?:bitte|hallo|guten tag|nun|also)[,!]?\s+)*(?:schreibe?n?|erstelle?n?|verfasse?n?|entw[iue]rf\w*|entwickle?\w*|beschreibe?n?|formuliere?n?|erzähle?n?|plane?n?|mache?n?|ich (?:möchte|brauche|hätte gern|wünsche mir|will|suche)|wir (?:brauchen|möchten|suchen|wollen))\b(?: sie)?(?: mir| uns| bitte| gern)*\s+(?:eine?[nmrs]?|\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
    "fr": r"^(?:(?:bonjour|merci|s'il vous plaît)[,!]?\s+)*(?:écri\w+|rédige\w*|crée\w*|prépare\w*|conçoi\w+|concevez|décri\w+|compose\w*|imagine\w*|raconte\w*|élabore\w*|fai(?:s|tes)|je (?:voudrais|veux|souhaite|cherche)|j'aimerais|j'ai besoin d|il (?:me|nous) faut|nous (?:voulons|souhaitons|avons besoin d))(?:[- ]moi|[- ]nous)?[ ']*(?:une?|des|\d+|d')\b",
    "es": r"^(?:(?:hola|por favor|buenas)[,!]?\s+)*(?:escrib\w+|redact\w+|cre[ae]|elabor\w+|prepar\w+|dise[ñn]\w+|describ\w+|compón|componga|imagin\w+|cuent\w+|haz|haga|necesit\w+|quier\w+|quisiera|me gustaría|queremos|busco)\b(?:me|nos)?\s+(?:un[oa]?s?|\d+|tener un\w*)\b",
    "zh": r"^(?:你好[，,]?)?(?:请|帮我|请帮我|麻烦|我想要?|我要|我需要|希望)?(?:你)?(?:为\w{1,12})?(?:写|编写|撰写|设计|制定|描写|创作|起草|准备|做)(?:一|[\d二三四五六七八九十百]+)",
    "ja": r"(?:(?:日記|小説|報告書|手引き|案内|冊子|本|暦|童話|講座|教材|ガイド|記事|物語|エッセイ|随筆|台本|脚本|計画書?|仕様書|マニュアル|論文|献立|レポート|年表|話|章|通|首|品|編)(?:を|で)|分を?)(?:\w{0,8}で)?(?:\w{0,8})?(?:書いて|作って|作成して|お願い|まとめて|執筆して|描写して)(?:ください|ほしい|いただ\w+|します|くださ\w+)",
}

COPULA = {
    "en": r"\b(?:is|are|be|stays?|remains?|sounds?|reads?|should|must)\b",
    "de": r"\b(?:ist|sind|sei|seien|bleibt|bleiben|wirkt|klingt|wird|werden|richte\w* sich|wende\w* sich|spricht|soll)\b",
    "fr": r"\b(?:est|sont|sera|seront|reste|s['’]adresse\w*|vise\w*|soit)\b",
    "es": r"\b(?:es|son|será|serán|sea|se dirige\w*|van? dirigid\w+|está)\b",
    "zh": r"是|为|要|应|面向|适合|用",
    "ja": r"です|に|で|は",
}

TOPICS = re.compile(
    r"^(?:(?:the|die|das|les|los|las)\s+)?(?:pflicht)?(?:topics?|contents?|subjects|key points|must cover|to cover|things to (?:mention|cover)|themes?|themen|inhalte?|schwerpunkte?|stichworte|sujets?|thèmes?|points?|contenus?|temas?|contenidos?|puntos|主题|内容|要点|主な内容|テーマ|項目)[^:：.]{0,40}[:：]\s*\S",
    re.IGNORECASE,
)

FORM = re.compile(
    r"headings?|bullet|headline|footnotes?|subtitle|numbered list|überschrift|zwischentitel|aufzählung|stichpunkt|spiegelstrich|gliederung|(?:sous-)?titre|intertitre|puce|viñeta|encabezad|subtítulo|título|epígrafe|标题|分点|列表|見出し|箇条書き|markdown|fußnote|notes? de bas|notas? al pie|脚注",
    re.IGNORECASE,
)

EACH = re.compile(r"\b(?:each|per|apiece|every|a (?:day|week|month|chapter|section|entry|page|piece|course|text|story|episode|lesson|letter|module|part|night|unit|session)|am tag|täglich|jeweils|pro|je|chacune?|par|cada un[oa]|por|al día|par jour|cada|l'une?|die (?:einzelnen )?(?:kapitel|abschnitte|teile|texte|geschichten) (?:sind|haben))\b|每|各|一(?:品|つ|話|章|回|通|人|件)(?:につき|あたり)|ごと", re.IGNORECASE)  # fmt: skip

ONLY = {
    "en": r"no longer(?! than)|not only|n['’]t only|not just|no more than|not more than|no less than|no fewer than|not less than|not fewer than|no later than|no earlier than|not (?:be )?longer than|no longer than|not (?:be )?shorter than|not exceed|do(?:es)?(?:n['’]t| not) (?:have|need) to|need not|needn['’]t|"
    r"(?:not|n['’]t|never) (?:to )?(?:forget|fail|omit|leave out|skip|miss|be (?:missing|omitted|left out|forgotten|skipped))|no doubt|no matter|not necessarily|why not|no need|no problem|if not|or not|not sure|nothing but|without fail|not \w+ but\b",
    "de": r"nicht nur|nicht mehr als|nicht weniger als|nicht zuletzt|nicht länger als|nicht unter|nicht über|nichts als|nicht selten|nicht vergessen|nicht fehlen|vergiss|vergessen sie nicht",
    "fr": r"pas à pas|non seulement|pas seulement|pas plus de|pas moins de|sans dépasser|sans oublier|n'oublie\w*|ne pas oublier|ne (?:doi\w+ )?manqu\w+",
    "es": r"no solo|no sólo|no más de|no menos de|no (?:te |se )?olvid\w+|sin olvidar|no (?:debe\w* |puede\w* )?falt\w+",
    "zh": r"([\u4e00-\u9fff])不\1|可不可以|有没有|不仅|不只|不少于|不超过|不多于|不低于|不同|不断|不可或缺|不能少|不可缺少|不可少|不能缺|不得少于|不得超过|不要超过|少不了|要不|差不多|不要忘|别忘|不管|不论|不久|不知|不动|不过(?=[，,])",
    "ja": r"なければ|忘れない|欠かせない|欠かさない|漏れな|ないように|だけでなく|少なくない",
}

PASSIVE = {
    "en": r"\b(?:mention\w*|us(?:e|es|ed|ing)|shown?|shows|appear\w*|occur\w*|name[sd]?|contain\w*|includ\w+|spoken|speaks?|said|says?|refer\w*|reveal\w*|describ\w+|discuss\w*|told|talk\w*|quot\w+|written|writes?|given|gives|found|known)\b",
    "de": r"\b(?:vorkomm\w*|erwähnt|genannt|verwendet|benutzt|gezeigt|thematisiert|verraten|kommt\b.{0,60}\bvor|kommen\b.{0,60}\bvor|taucht\b.{0,60}\bauf|erwähnen|nennen|verwenden|benutzen|erscheint|steht|enthält|enthalten|gesprochen|spricht|sprechen|spielt|ausgelacht|gelogen)\b",
    "fr": r"\b(?:mention\w+|utilis\w+|emplo\w+|parl\w+|cit[eé]\w*|évoqu\w+|apparaî\w*|apparai\w*|figur\w*|contien\w*|nomm\w+|dit|révél\w+|abord\w+|montr\w+)\b",
    "es": r"\b(?:mencion\w+|us[aeo]\w*|utili\w+|emple\w+|habl\w+|aparec\w*|aparezc\w*|nombr\w+|cit[ae]\w*|figur\w*|contien\w*|revel\w+|dice\w*|cuenta\w*|muestr\w+|sale\w*)\b",
    "zh": r"提|使用|出现|写|谈|讲|透露|揭|点名|涉及|描写|用|引用|说|出场|交代",
    "ja": r"触れ|使わ|使い|使う|使用|言及|書(?![館籍類店斎])|用い|出さ|明かさ|登場|入れ|描|含め|載せ|示さ",
}

NOW = (
    r"\b(?:yesterday|(?<!the )last (?:year|month|night|summer|winter|spring|autumn|week)|(?<!the )next (?:year|month|spring|summer|week)|(?:\w+ )?years ago|nowadays|these days)\b|"
    r"\b(?:gestern|heute|morgen früh|übermorgen|nächste[nrs]? (?:woche|monat|jahr|montag|dienstag|mittwoch|donnerstag|freitag)|letzte[nrs]? (?:jahr|monat)|vorige[nrs]? \w+|hier (?:soir|matin)|demain|"
    r"(?:la semaine|le mois|l'année|lundi|mardi|mercredi|jeudi|vendredi) (?:prochaine?|derni(?:er|ère))|l'an (?:dernier|prochain)|ayer|(?:la semana|el mes|el año) (?:que viene|pasad[oa])|la próxima semana|el próximo \w+)\b|"
    r"me l'a demandé|下周|下个?月|明天|后天|昨天|去年|上周|上个?月|来週|来月|昨日|先週|明日|先月|来年|去年|"
    r"\b(?:drucker|druckerei|imprimeur|imprimerie|imprenta|deadline|abgabetermin|redaktionsschluss|chacun de nous|cada uno de nosotros|jeder von uns)\b|印刷厂|印刷所|交稿|截稿|締め?切り|打.{0,3}电话|联系我|(?:電話|連絡|メール)して|期待您|楽しみにして"
)
"""Words that tie a sentence to the day of its writer."""

THANKS = re.compile(
    r"(?:(?:bien |très |sehr |muy )?(?:cordialement|cordialmente)|bises|bisous|amitiés|lieben gruß|liebe grüße|(?:un |muchos )?(?:abrazos?|besos?|saludos)|cheers|regards|best|hello|hi|hey|dear|kind regards|best wishes|yours|sincerely|good (?:morning|day|evening|luck)|sorry|danke|merci|gracias|vielen dank|besten dank|herzlichen dank|viele grüße|liebe grüße|grüße|gruß|hallo|bonjour|bonsoir|hola|saludos|un saludo|cordialement|à bientôt|guten tag|mille mercis|muchas gracias|mil gracias|buenos días|"
    r"servus|moin|salut|ok|okay|lg|mfg|bis bald|bis dann|hasta pronto|buenas|atentamente|cordialmente|besos|abrazos|un abrazo|herzliche|beste grüße|mit (?:freundlichen|besten|lieben)|bien à vous|amicalement|coucou|sehr geehrte\w*|liebe[rs]? \w+|estimad\w+|cher\w* )",
    re.IGNORECASE,
)

COURTESY = re.compile(
    r"(?:何卒|どうぞ|どうか|以上|では|それでは)?[、，]?(?:よろしくお願い(?:いた|致)?します|宜しくお願い(?:いた|致)?します|よろしく(?:です|ね)?|お願い(?:いた|致)?します|ありがとうございます|お世話に\w{1,8}|お疲れ様です|お疲れさまです|助かります)[。！!、\s]*|"
    r"(?:十分|非常|万分)?(?:感谢|谢谢|多谢|辛苦了?|拜托了?|麻烦了?|劳驾|此致敬礼)(?:您|你|大家|各位)?(?:了|啦|的帮助)?[。！!，\s]*"
)

ALWAYS = {
    "en": r"(?!)",
    "de": r"\b(?:immer|stets|durchgehend|durchweg|ausnahmslos|grundsätzlich|jedes Mal)\b",
    "fr": r"\b(?:toujours|systématiquement|à chaque fois|invariablement)\b",
    "es": r"\b(?:siempre|sistemáticamente|en todo momento|cada vez)\b",
    "zh": r"一律|始终|总是|每次都?|统统|全都|均须|均要",
    "ja": r"毎回|いつも|常に|すべて|全て|必ず",
}

CAST = re.compile(
    r"(?:主人公|語り手|舞台|ヒロイン|探偵役|主役)は|(?:主角|主人公|男主角?|女主角?|叙述者|讲述者)\w{0,6}(?:是|为|叫)|故事(?:发生|设)在|"
    r"(?:die|der) (?:haupt(?:figur|person)|held(?:in)?|protagonist(?:in)?|erzähler(?:in)?|ermittler(?:in)?|kommissar(?:in)?)\b.{0,40}\b(?:ist|sind|heißt)\b|(?:kommissarin?|detektivin?)\s[A-ZÄÖÜ]\w+ ist\b|"
    r"(?:le|la|l['’])\s?(?:héros|héroïne|protagoniste|narrat(?:eur|rice)|personnage principal|détective|commissaire)\b.{0,40}\b(?:est|s['’]appelle)\b|l['’]histoire se (?:passe|déroule)|"
    r"(?:el|la) (?:protagonista|narrador(?:a)?|héroe|heroína|detective|inspector(?:a)?|personaje principal)\b.{0,40}\b(?:es|se llama)\b|la (?:historia|acción) (?:transcurre|ocurre|se desarrolla)",
    re.IGNORECASE,
)
"""A sentence on who or where a story is of."""

TELLS_NOT = {
    "fr": r"\b(?:il|elle|ils|elles)\s(?:ne\b|n['’])|\b(?:que|qui|pourquoi|si)\b.{0,40}\b(?:ne\b|n['’])|\bne se \w+ent plus\b",
    "es": r"\bno (?:para|paran|resuelve\w*|quiere\w*|sabe\w*|puede\w*|vuelve\w*|duerme\w*|llega\w*|hace\w*)\b|\b(?:sale|dice\w*|contesta) que no\b|\b(?:porque|quien) .{0,30}\bno\b",
}
"""Negations that tell what happens."""

REASON = {
    "en": r"(?!)",
    "de": r",?\s+(?:weil|denn|da|zumal)\s+.*$|,\s+(?:ich|wir)\b.*$",
    "fr": r",?\s+(?:car|parce qu|puisqu|vu qu|étant donné qu|comme)[e'’]?\s?.*$",
    "es": r",?\s+(?:porque|pues|ya que|que|q|dado que|puesto que)\s+(?:ya )?.*$",
    "zh": r"[，,](?:因为|由于|毕竟|免得|以免).*$",
    "ja": r"^.*?(?:ので|から|ため)[、，]",
}
"""What gives the reason of a demand, which may speak of the writer."""
