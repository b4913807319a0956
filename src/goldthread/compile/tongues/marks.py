"""Words that tell the kind of a demand: modals and imperatives, prohibitions, order, style, structure, mention, measures."""

import re
from functools import lru_cache

from goldthread.compile.demands import IMPERATIVE, MANNER

_I = re.IGNORECASE

_MODAL = {
    "en": r"\b(?:must|should|shall|ought to|has to|have to|needs? to|is to|are to|had better|may only|can only|(?:is|are) (?:required|expected|needed|wanted|mandatory|compulsory|obligatory|essential)|required|mandatory|compulsory|a must|"
    r"want(?:s|ed)?|would like|['’]d like|would love|prefer|insist|expect|make sure|please|pls|kindly|needs?|see to it|remember to|be sure to)\b|\b(?:cannot|may not|mustn['’]t|shouldn['’]t|can['’]t|won['’]t)\b",
    "de": r"\b(?:muss|müssen|müsste\w*|soll(?:en|te|ten|st|test)?|hat zu|haben zu|ist zu|sind zu|darf|dürfen|brauche|brauchen wir|möge|bitte|gern(?:e)?|wünsch\w*|möchte\w*|unbedingt|zwingend|pflicht|"
    r"erforderlich|nötig|notwendig|wichtig(?: ist|:)|achte|achten sie|sorge|es gilt|verbindlich)\b|\b(?:ist|sind)\b[^.]{0,80}?\b(?:zu \w+e?n|\w+zu\w+en)\b",
    "fr": r"\b(?:doi(?:t|vent|s)|devr(?:a|ont|ait|aient)|devez|il faut|faudra(?:it)?|il convient|il est (?:important|impératif|essentiel|demandé|interdit|souhaitable|obligatoire)|veille[zr]?|merci d[e'’](?!\s?avance)|prière d[e'’]|"
    r"je (?:veux|voudrais|souhaite)|nous (?:voulons|souhaitons)|on (?:veut|souhaite)|obligatoire\w*|important ?:|impérativement|\bon (?:s['’]|n['’]|ne |y |en )?\w+ra\b|\bil sera\b|s'il (?:te|vous) plaît|pense[zr]? à|fai(?:s|tes) en sorte|assure[zr]?[- ])",
    "es": r"\b(?:debe(?:n|rá|rán|ría|rían|s|mos)?|tiene(?:n)? que|ha(?:n)? de|hay que|habrá que|es (?:obligatorio|importante|necesario|imprescindible|preciso)|se (?:debe|ruega|pide|exige)|por favor|"
    r"quiero|queremos|quisiera|necesito que|conviene|procura|asegúra\w*|obligatori\w+|importante:|se (?:\w+rá|\w+rán)|que (?:no )?(?:se|el|la|los|las|sea|haya|tenga|termine|empiece|aparezca|incluya))\b",
    "zh": r"必须|必需|务必|应当?|应该|需要?|须|要(?![素点求么是领])|请|得(?=[有写用在包])|尽量|最好|希望|保持|确保|不可|不能|不得|不要|禁止|切勿|避免|勿|可以?不",
    "ja": r"ください|下さい|お願い|こと(?:。|$|とする)|べき|必ず|なければ|ましょう|ほしい|欲しい|必要|たいです|求め|にする$|とします|にします|禁止|厳守|不可",
}
_IMPERATIVE = {
    "en": rf"^(?:(?:please|pls|kindly|also|and|but|then|always|finally|above all|in addition|throughout|where possible|if possible|never),?\s+)*(?:do not|don['’]t|never|dont|{IMPERATIVE['en']})\b(?!['’-])",
    "de": r"^(?:(?:bitte|und|aber|dabei|auch|außerdem|zudem|ferner|dazu|sonst|insgesamt|immer|stets|durchgehend)\s+)*(?:\w+(?:e|en|n)\s+sie\b|(?:schreibe?|verwende|nutze|benutze|nenne|erwähne|füge|gib|halte|achte|vermeide|"
    r"erkläre|erläutere|beschreibe|zeige|stelle?|setze?|lass|lasse|beginne|beende|schließe|baue?|bringe?|mache?|erzähle|gehe?|führe|sorge|formuliere|duze|sieze|sprich|richte|verzichte|behandle|"
    r"zitiere|liste|ordne|gliedere|teile|fasse|spare|wechsle|bleibe?|nimm|lege?|orientiere|berücksichtige|begründe|verweise|verfasse|erstelle|unterlasse|vergiss|wiederhole|arbeite|starte|ende|kürze|"
    r"rede|übersetze|integriere|platziere|verknüpfe|variiere|hebe?|markiere|erfinde|kein[e]? )\b)|\b(?:verwenden|vermeiden|schreiben|beachten|einhalten|nennen|erwähnen|halten|benutzen|weglassen|einbauen|einfügen|angeben|duzen|siezen|verzichten)\s*$",
    "fr": r"^(?:(?:et|mais|veuillez|puis|aussi|surtout|enfin|de plus|ne|n['’]|merci de|toujours)\s*)*(?:\w+ez\b|(?:écris|utilise|emploie|mentionne|évite|termine|commence|ajoute|décris|explique|garde|reste|inclus|cite|"
    r"adresse|fais|mets|parle|donne|rédige|adopte|privilégie|respecte|présente|raconte|tutoie|vouvoie|indique|insère|prévois|place|sois|limite|rappelle|conclus|ferme|choisis|soigne|varie)\b|(?!(?:le|la|les|un|une|premier|dernier|hier|"
    r"avenir|loisir|cahier|chantier|quartier|métier|papier|janvier|février|atelier|particulier|entier|notre|votre|autre|entre|contre|outre|quatre|mettre à part)\b)(?:\w{3,}(?:er|ir)|mettre|inclure|écrire|décrire|conclure|faire|prendre|être|rendre|introduire)\b\s)",
    "es": r"^(?:(?:y|pero|además|también|por favor|siempre|no|nunca|luego|evita)\s+)*(?:usa|usad|use|usen|utilice|utiliza|emplea|emplee|escribe|escriba|escriban|menciona|mencione|incluye|incluya|evita|evite|añade|añada|explica|explique|describe|describa|"
    r"mantén|mantenga|termina|termine|empieza|empiece|indica|indique|cita|cite|dirígete|diríjase|habla|hable|cuenta|cuente|haz|haga|pon|ponga|cierra|cierre|abre|abra|redacta|redacte|nombra|nombre(?! d)|"
    r"presenta|presente|introduce|introduzca|respeta|respete|adopta|adopte|trata|trate|deja|deje|da|dé|resume|resuma|concluye|concluya|tutea|tutee|sé|sea|prescinde|prescinda|limita|limite|reserva|reserve|dedica|dedique|"
    r"repite|repita|coloca|coloque|inserta|inserte|procura|procure|cuida|cuide|justifica|justifique|recuerda|recuerde|alterna|alterne|varía|narra|narre|subraya|destaca|destaque|enumera|enumere|define|defina|[a-záéíóú]{3,}(?:ar|er|ir)(?:se)?)\b",
    "zh": r"^(?:请|并|而且|另外|此外|同时|全文|整篇|通篇|文中|内容|一律|都|均|尽量|统一)*(?:使用|采用|用|以|写|提到|提及|介绍|说明|附|加|列|包含|包括|保持|避免|注意|按|采取|突出|强调|引用|讨论|标明|注明|给出)",
    "ja": r"(?:ください|下さい|お願いします|お願いいたします|ましょう|こと|てほしい|入れる|書く|使う|示す|触れる|にする|とする|します|まとめる|付ける|つける|挙げる|添える|載せる)[。．.]?$",
}
_NEVER = {
    "en": r"\b(?:on no account|under no circumstances|in no case|at no (?:time|point)|not (?:one|a|a single) (?:word|mention|line|hint|trace)\b|to be avoided|to be left out|(?:is|are) out(?= (?:everywhere|anywhere|entirely|completely|altogether)|$)|no|not|never|none|nobody|no[- ]one|nothing|nowhere|neither|nor|without|avoid(?:s|ed|ing)?|refrain|skip|omit(?:ted)?|exclud(?:e|es|ed|ing)|forbidden|forbid|bann?(?:ed)?|prohibit\w*|taboo|off[- ]limits|out of bounds|"
    r"out of scope|cannot|dont|unmentioned|barred|unwelcome|zero|(?:leave|keep|leaves|keeps|left|kept|stays?|goes)\b[^.;]{0,40}?\bout(?! of (?:a|the)\b)|(?:stay|steer|keep) (?:away|clear|off)|free (?:of|from)|hold off|leave\b[^.;]{0,30}\baside|has no place|have no place)\b|\b\w+n['’]t\b",
    "de": r"\b(?:kein(?:e[nmrs]?|erlei)?|weder|nie(?:mals)?|niemand\w*|nirgends|nirgendwo|nicht|nichts|ohne|vermeide\w*|meide\w*|verzichte\w*|verboten|tabu|untersagt|unerwünscht|unterlass\w*|unzulässig|weglass\w*|weggelassen|ausgeschlossen|auszulassen|gestrichen|verpönt|entfällt|entfallen|außen vor|wegzulassen|vergiss|keinesfalls|keineswegs|lassen (?:wir|sie) (?:\w+ )?weg|unterbleib\w*)\b",
    "fr": r"\b(?:ne|jamais|aucune?|sans|évite[rz]?|pas d['’e]\w*|pas|nulle part|personne ne|interdit\w*(?!\s+(?:les?|la|l['’]|tou\w+|de|aux?)\b)|proscri\w+|exclu(?!sion)\w*|banni\w*|ni|rien|bannissez|bannir|à éviter|proscrire|exclure|nul|nulle|abst(?:en|ien)\w+|hors de question|hors (?:sujet|de propos|périmètre))\b|\bn['’]|\bd'aucun",
    "es": r"\b(?:no|nunca|jamás|ningún|ningun[ao]s?|sin|evit\w+|nadie|nada|prohibid\w+|queda(?:n)? (?:fuera|excluid\w+|prohibid\w+)|prescind\w+|omit\w+|vetad[oa]s?|descartad[oa]s?|tampoco|ni|excluy\w+|excluid\w+|en absoluto)\b",
    "zh": r"一概不|一律不|一点也不|绝口不|从不|从未|永不|决不|禁用|不得|不要|不能|不可以?|禁止|切勿|避免|不应|不准|勿|绝不|不许|不提|不出现|不写|不用(?=[“\"「])|严禁|(?<![分特区个级类性差])别(?=[写用提在把出说讲贴放加让给])|不使用|不涉及|不含|不谈|不讲|不包含|没有|无需|不宜|不必|谢绝|免去|不点名|不放|不列|不设|不带|不再|(?<=[章节篇天周里中处都均文])不(?=[用写放谈讲提说设列出含带加安留])|(?<=[天周日一二三四五六])不安排|只字不|^不(?!仅|只|同|断|管|论|少|久|过|知|超|多|低|动)",
    "ja": r"ない(?:で|こと|よう)|ません|しないで|使わない|触れない|避け|禁止|いけない|控え(?!め)|不可|なし(?=[。にで！!]|です|$)|厳禁|一切|ないほうが|出さない|書かない|入れない|(?:置か|載せ|扱わ|述べ|描か|挙げ|含め|並べ|言わ|出て来|登場し)ない|[はも]しない|^[^はが]{1,14}をしない|(?:いら|要ら|設け|使わせ|記載し|掲載し|すすめ|勧め|薦め|推奨し|使用し|引用し|言及し|求め|認め|許さ|話さ|語ら)(?:ない|ません)|いりません|無し(?=[。にで！!]|です|$)|不要|伏せ|抜きで|省い|省く|NG",
}
_SAY = {
    "en": r"mention\w*|includ\w+|contain\w*|describ\w*|discuss\w*|featur\w+|cover(?:s|ed|ing)?\b|expla\w+|introduc\w*|present(?:s|ed)?\b|refer\w*|talk\w*|tell\w*|told|deal\w*|address\w*|show\w*|\bnam(?:e|es|ed|ing)\b|quot\w+|list(?:s|ed)?\b|"
    r"\bsa(?:y|ys|id)\b|stat(?:e|es|ed)\b|writ\w*|us(?:e|es|ed|ing)\b|appear\w*|occur\w*|cit(?:e|es|ed)\b|speak\w*|spoken|reveal\w*|touch\w*|shown|given?\b|highlight\w*|defin\w*|summari\w*|crop up|come up|comes up|turn(?:s|ed)? up",
    "de": r"erwähn\w*|genannt|nenn\w*|verwend\w*|benutz\w*|vorkomm\w*|kommt .{0,40}\bvor\b|kommen .{0,40}\bvor\b|auftauch\w*|taucht\w* .{0,40}\bauf\b|enthalt\w*|enthält|schreib\w*|geschrieben|sprech\w*|gesprochen|"
    r"behandel\w*|eingeh\w*|eingegangen|thematisier\w*|zitier\w*|steh\w*|gestellt|sag\w*|gesagt|verrat\w*|erscheint|erscheinen|benannt|angesprochen|aufgreif\w*|aufgegriffen|einfließ\w*|berücksichtig\w*|abdeck\w*|"
    r"beleuchte\w*|drankomm\w*|rein|hinein|dargestellt|vorgestellt|erklärt|erläutert|diskutier\w*|beschr\w+|erzähl\w*",
    "fr": r"mention\w*|utilis\w*|emplo\w*|parl\w*|cit[eé]\w*|évoqu\w*|apparaî\w*|apparai\w*|figur\w*|conten\w*|contien\w*|écri\w*|nomm\w*|abord\w*|trait\w*|inclu\w*|présent\w*|dire|dit|indiqu\w*|rappel\w*|révél\w*|discut\w*|"
    r"couvr\w*|compren\w*|intègr\w*|décri\w*|expliqu\w*|revenir|insist\w*",
    "es": r"mencion\w*|us[aeo]\w*|utili\w*|palabra\w*|emple\w*|habl\w*|inclu\w*|aparec\w*|aparezc\w*|nombr\w*|cit[ae]\w*|trat\w*|abord\w*|conten\w*|contien\w*|figur\w*|explic\w*|expliq\w*|describ\w*|salir|sale\w*|revel\w*|dec\w*|"
    r"diga\w*|tocar|recoger|recoj\w*|cubr\w*|hacer referencia|referirse|alud\w*|discut\w*|present\w*|escrib\w*",
    "zh": r"提到|提及|提|使用|出现|写|包含|包括|讲|谈|介绍|涉及|说明|点名|描写|引用|讨论|涵盖|覆盖|透露|交代|出场|含有|用|说|揭示",
    "ja": r"触れ|使わ|使用|言及|書|用い|取り上げ|述べ|説明|紹介|含め|入れ|登場|出さ|明かさ|扱|盛り込|網羅|載せ|示|挙げ",
}
_WRITE = {
    "en": r"writ\w*|us(?:e|es|ed|ing)\b|(?:speak\w*|spoken|talk\w*)(?! (?:of|about))|\bsa(?:y|ys|id)\b|told|tell(?! (?:of|about))|stat(?:e|es)\b|address the reader\w*|present tense|present\b|refer to (?:yourself|the reader)",
    "de": r"schreib\w*|geschrieben|verwend\w*|benutz\w*|nutz\w*|verfass\w*|formulier\w*|erzähl\w*|(?:sprech\w*|gesprochen|sprich\w*)(?!.*\b(?:über|von)\b)|sag\w*|beschr\w+|gestellt|steh\w*",
    "fr": r"écri\w*|utilis\w*|emplo\w*|rédig\w*|parle[rz]? (?:au|à|comme)|dire|dit|présent de|au présent|présent\b",
    "es": r"escrib\w*|us[aeo]\w*|utili\w*|emple\w*|redact\w*|habl\w* (?:a|con|como|en)\b|dec\w*|diga\w*|trat[aeo]\b|trate\b|presente",
    "zh": r"写(?!明)|使用|采用|用|说|讲(?=话)",
    "ja": r"書|使|用い|示(?=す言葉)|文章",
}
_WE = {
    "en": r"\b(?:I|we|my|our|us|me|mine|ours|I['’](?:m|ve|d|ll)|we['’](?:re|ve|d|ll))\b",
    "de": r"\b(?:(?:ich|wir)(?!-)|mein\w*|unser\w*|uns|mir|mich)\b",
    "fr": r"\b(?:je|j['’]|nous|mon|ma|mes|notre|nos|moi|me|m['’])\b|\bj['’]|\bm['’]",
    "es": r"\b(?:yo|mi|mis|nosotr\w+|nuestr\w+|me|nos|soy|tengo|estoy|hemos|somos|vamos|trabajo|vivo|llevo|estamos|tenemos)\b|^\W*(?:(?:el|la|los|las) \w+ (?:lo|la|los|las) )?(?!últ|próx|máx|mín|legít|ínt|déc|extr|tram|ram|prim|sépt|ánim)\w{2,}[aei]mos\b",
    "zh": r"我|咱",
    "ja": r"私|僕|俺|うち(?:の|は)|我々|当社|弊社|わたし",
}
_STYLE = {
    "en": rf"\b(?:{MANNER['en']})\b",
    "de": r"\b(?:ton|tonfall|tonlage|stil\w*|sprach\w*|sprechstil|sachlich\w*|nüchtern\w*|locker\w*|freundlich\w*|humorvoll\w*|witzig\w*|ironisch\w*|lebendig\w*|anschaulich\w*|verständlich\w*|einfach\w*|schlicht\w*|förmlich\w*|formell\w*|informell\w*|"
    r"höflich\w*|feierlich\w*|ernst\w*|persönlich\w*|poetisch\w*|knapp\w*|kurze[nr]? sätze\w*|neutral\w*|objektiv\w*|wissenschaftlich\w*|kindgerecht\w*|ich-form|wir-form|ich-erzähler\w*|ich-perspektive|du-form|sie-form|präsens|präteritum|perfekt|"
    r"vergangenheit|gegenwart|leser\w*|richte\w* sich an|wende\w* sich an|zielgruppe\w*|publikum|laien|fachleute\w*|anfänger\w*|einsteiger\w*|kinder ab|für kinder|jugendliche\w*|erwachsene\w*|perspektive|erzählperspektive|dritten? person|ersten? person|per sie|per du|duzen|siezen|duze\w*|sieze\w*|fachjargon|"
    r"fachsprache|fremdwört\w*|altmodisch\w*|warm\w*|herzlich\w*|spannend\w*|motivierend\w*|ermutigend\w*|respektvoll\w*|geschlechtergerecht\w*|gendern|gegendert|rechtschreibung|deutsch|englisch|lesbar\w*|sprachniveau|niveau|klar\w*|präzise\w*|"
    r"präzis|ausführlich\w*|kritisch\w*|diplomatisch\w*|unterhaltsam\w*|melancholisch\w*|optimistisch\w*|ruhig\w*|düster\w*|heiter\w*|trocken\w*|bildhaft\w*|umgangssprach\w*|dialekt|mundart|hochdeutsch|schreibweise|aktiv|passiv|erzählt|anrede|stichpunkt\w*|dialoge?n?|wörtliche[rn]? rede|plattdeutsch|schriftdeutsch|satzbau)\b",
    "fr": r"\b(?:ton|style|registre|langage|langue|vocabulaire|sobre\w*|neutre\w*|amical\w*|chaleureu\w+|formel\w*|informel\w*|familier\w*|soutenu\w*|humoristique\w*|drôle\w*|ironique\w*|poétique\w*|simple\w*|clair\w*|concis\w*|vivant\w*|solennel\w*|"
    r"pédagogique\w*|accessible\w*|au présent|au passé|au futur|rédaction|à l'imparfait|passé simple|présent de l'indicatif|première personne|deuxième personne|troisième personne|lecteur\w*|lectrice\w*|public|débutant\w*|néophyte\w*|grand public|enfants|tutoie\w*|vouvoie\w*|"
    r"tutoiement|vouvoiement|jargon|phrases courtes|narrateur\w*|narration|point de vue|adressez|adresse-toi|s'adresse\w*|impersonnel\w*|professionnel\w*|technique\w*|objectif|objective|rigoureu\w+|léger|légère|élégant\w*|courtois\w*|poli|polie|sérieu\w+|"
    r"mélancolique\w*|optimiste\w*|inclusive|orthographe|français|compréhensible\w*|direct\w*|bienveillant\w*|dynamique\w*|enjoué\w*|grave|oral\w*|dialogues?|tendre\w*|sec|sèche)\b",
    "es": r"\b(?:tono|estilo|registro|lenguaje|idioma|vocabulario|sobri\w+|neutr\w+|cercan\w+|amable\w*|formal\w*|informal\w*|coloquial\w*|humor\w*|divertid\w+|irónic\w+|poétic\w+|sencill\w+|clar\w+|concis\w+|viv[oa]s?|solemne\w*|didáctic\w+|accesible\w*|"
    r"en presente|en pasado|pretérito|primera persona|segunda persona|tercera persona|lector\w*|público|principiante\w*|legos?|niños|tutea\w*|tuteo|tuteando|trato de|de usted|de tú|usted|jerga|frases cortas|narrador\w*|narración|punto de vista|diríjase|dirígete|dirigid\w+|"
    r"impersonal\w*|profesional\w*|técnic\w+|objetiv\w+|rigur\w+|liger\w+|elegante\w*|cortés|seri\w+|melancólic\w+|optimista\w*|inclusiv\w+|ortografía|español|castellano|comprensible\w*|direct\w+|cálid\w+|respetuos\w+|académic\w+|alegre\w*|sec[oa]s?|oral|tiempo presente|diálogos?|chilen\w+|campechan\w+)\b",
    "zh": r"语气|口吻|风格|文风|语言|文笔|笔调|第[一二三]人称|通俗|易懂|口语|书面|正式|幽默|严肃|活泼|朴实|简洁|简练|生动|亲切|客观|读者|面向|适合|现在时|过去时|白话|文言|专业术语|术语|称呼|尊称|您|叙述|视角|格调|基调|轻松|温暖|庄重|平实|优美|诗意|中立|措辞|用词|普通话|繁体|简体|句子要?短|短句|初学者|儿童|文字|行文|半文半白|句式|口气|语调|看懂|读懂|听懂|叠词|用语|读给|腔调|话要|白描|整体|冷峻",
    "ja": r"文体|口調|語り口|語調|トーン|文章|一人称|三人称|二人称|です・ます|ですます|である調|だ・である|敬語|丁寧|やさしい|易しい|優しい|わかりやす|分かりやす|平易|簡潔|読者|向けに|視点|現在形|過去形|ユーモア|堅苦し|親しみ|硬い|柔らか|専門用語|明るい|落ち着いた|客観|中立|スタイル|表現|調子|ふりがな|言葉(?:遣い|づかい)|雰囲気|書きぶり|書き方|筆致|語尾|セリフ|せりふ|台詞|話し言葉|書き言葉|感じで|感じに|テンポ|ノリ|会話多め|軽め|くだけ|淡々|読めるように|わかるように|分かるように|初心者|子ども(?:に|向け)|子供(?:に|向け)",
}
_STRUCTURE = {
    "en": r"\b(?:tables?|bullet(?:ed)?(?: points?| lists?)?|headings?|sub-?headings?|headlines?|numbered lists?|glossary|index|table of contents|toc|footnotes?|endnotes?|appendix|appendices|diagrams?|figures?|markdown|code blocks?|sidebars?|"
    r"captions?|title page|cover page|check-?lists?|bibliography|reference list|lists?|subsections?|subtitles?|titles?|flow ?charts?|charts?|text box(?:es)?|boxed|bold|italics?|numbered)\b",
    "de": r"\b(?:tabelle\w*|aufzählung\w*|stichpunkt\w*|checkliste\w*|(?:zwischen|unter|haupt)?überschrift\w*|zwischentitel\w*|glossar\w*|inhaltsverzeichnis\w*|literaturverzeichnis\w*|quellenverzeichnis|stichwortverzeichnis|register|fußnote\w*|markdown|codeblock\w*|diagramm\w*|liste|listen|"
    r"nummerier\w*|gliederung|unterkapitel\w*|unterabschnitt\w*|deckblatt|titelblatt|fließtext|spiegelstrich\w*|kopfzeile|anhang|zusammenfassung am (?:ende|anfang))\b",
    "fr": r"\b(?:tableau\w*|liste\w*|puces?|(?:sous-)?titres?|intertitres?|glossaire|index|table des matières|sommaire|notes? de bas de page|markdown|diagramme\w*|schéma\w*|annexes?|numéroté\w*|bibliographie|plan|sous-sections?|sous-parties|encadré\w*|page de garde|en-têtes?)\b",
    "es": r"\b(?:tablas?|listas?|viñetas?|encabezad\w+|(?:sub)?títulos?|epígrafes?|glosario|índice|notas? al pie|markdown|diagrama\w*|esquemas?|anexos?|numerad\w+|bibliografía|subsecciones|subapartados|recuadro\w*|portada|apéndice)\b",
    "zh": r"表格|列表|小标题|标题|清单|目录|脚注|附录|术语表|词汇表|编号|要点|图表|流程图|参考文献|索引|封面|分点|markdown",
    "ja": r"表を|表に|一覧表|見出し|題名|タイトル|箇条書き|チェックリスト|目次|脚注|付録|用語集|索引|番号を付け|番号付き|図表|参考文献|markdown|リスト|小見出し",
}
_ORDER = {
    "en": r"^(?:please\s+)?(?:put|place|give|show|present|list|name|explain|describe|introduce|mention|cover|discuss|state|deal with|treat)\s+(?P<a4>.{2,100}?)\s+(?:before|after|ahead of)\s+(?P<b4>.{2,120})|"
    r"^(?P<a>.{2,120}?)\s+(?:must|should|shall|has to|have to|needs? to|ought to|are to|is to|will)\s+(?:always\s+)?(?:be\s+)?(?:\w+ed|told|shown|given|put|found|set|come|stand|go|appear|precede|follow)?\s*(?:before|after|ahead of|(?<=precede )|(?<=follow ))\s*(?P<b>.{2,120})|"
    r"^(?P<a2>.{2,120}?)\s+(?:comes?|appears?|goes|go|stands?|(?:is|are) (?:\w+ed|told|shown|given|put))\s+(?:first,?\s+)?(?:before|after|ahead of)\s+(?P<b2>.{2,120})|^(?P<a5>.{2,80}?)\s+(?:precedes?|follows?)\s+(?P<b5>(?:the|a|an|all|any|each|every|its)\s.{2,120})|"
    r"^first\s+(?P<a3>.{2,100}?),?\s+(?:and )?(?:then|after that|afterwards)\s+(?P<b3>.{2,100})",
    "de": r"^(?P<a>.{2,140}?)\s+(?:(?:muss|müssen|soll\w*|kommt|kommen|steht|stehen|wird|werden|folgt|folgen|erscheint|erscheinen|gehört|gehören)\b.{0,60}?\b(?:vor|nach|hinter|(?<=folgt )auf|(?<=folgen )auf)\s+(?P<b>\S.{1,120})|(?:geht|gehen)\b\s+(?P<b2>.{2,100}?)\s+voraus)|"
    r"^(?:zuerst|erst|zunächst)\s+(?P<a3>.{2,100}?),?\s+(?:dann|danach|anschließend)\s+(?P<b3>.{2,100})|^(?:behandle|erkläre|nenne|erwähne|stelle|setze|bringe|beschreibe)\s+(?P<a4>.{2,100}?)\s+(?:vor|nach)\s+(?P<b4>.{2,100})",
    "fr": r"^(?P<a>.{2,140}?)\s+(?:(?:doi(?:t|vent)|devra|vien(?:t|nent)|viendr\w+|apparaî\w+|est|sont|figure\w*|passe\w*|se place\w*|arrive\w*|sera|seront|se trouve\w*)\b.{0,60}?\b(?:avant|après)\s+(?P<b>\S.{1,120})|(?:précède\w*|précèdent|devance\w*|suit|suivent)\b\s+(?P<b2>.{2,120}))|"
    r"^d'abord\s+(?P<a3>.{2,100}?),?\s+(?:puis|ensuite)\s+(?P<b3>.{2,100})|^(?:on\s+)?\w+\s+(?P<a4>.{2,100}?)\s+(?:avant|après)\s+(?P<b4>.{2,100})",
    "es": r"^(?P<a>.{2,140}?)\s+(?:(?:debe\w*|va|van|irá\w*|aparece\w*|tiene\w* que|viene\w*|vendrá\w*|se\s+\w+|figura\w*|está\w*|es|son)\b.{0,60}?\b(?:antes (?:de|que)|después (?:de|que)|tras|delante de|detrás de)l?\s+(?P<b>\S.{1,120})|(?:precede\w*|sigue\w*)\b\s+(?P<b2>.{2,120}))|"
    r"^primero\s+(?P<a3>.{2,100}?),?\s+(?:luego|después|y después|y luego)\s+(?P<b3>.{2,100})|^(?:\w+)\s+(?P<a4>.{2,100}?)\s+(?:antes|después) de(?:l)?\s+(?P<b4>.{2,100})",
    "zh": r"先(?P<a>[^，,]{1,40})[，,]?(?:再|后|然后|之后)(?P<b>.{1,60})|(?P<a2>.{1,40}?)(?:必须|应|要|须|应该|应当)?(?:放在|排在|出现在|写在|位于|安排在|置于|在)(?P<b2>.{1,40}?)(?:之前|前面|以前|之后|后面|以后|前|后)",
    "ja": r"(?P<a>.{1,40}?)(?:は|を|が)(?P<b>[^、。]{1,40}?)(?:より|の)(?:も)?(?:前|先|後|あと)(?:に|で)|(?:先に|まず)(?P<a2>[^、。]{1,40})、?(?:次に|その後|それから)(?P<b2>.{1,60})|(?P<a3>.{1,40}?)の(?:後|あと|前)に(?P<b3>[^、。]{1,40})を?(?:置|書|配置|述べ|説明)",
}
_ORDER_BACK = re.compile(
    r"\b(?:after|follows?|nach|hinter|après|suit|suivent|después|tras|detrás|sigue\w*|folgt|folgen)\b|之后|后面|以后|(?:の|より)(?:後|あと)",
    _I,
)
_LEAST = {
    "en": r"at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum(?: of)?|min\.?|more than|over|upwards of|above|longer than|beyond",
    "de": r"mindestens|wenigstens|zumindest|nicht weniger als|nicht unter|mehr als|länger als|über|mind\.|min\.|ab", "fr": r"au moins|au minimum|minimum|min\.|pas moins de|plus de|plus longue?s? que|au bas mot",
    "es": r"al menos|como mínimo|por lo menos|mínimo|un mínimo de|no menos de|más de|mín\.", "zh": r"至少|不少于|不低于|超过|最少|不下", "ja": r"少なくとも|最低(?:でも)?|最低限",
}  # fmt: skip
_MOST = {
    "en": r"at most|(?:no|not|never) more than|(?:no|not) longer than|(?<!adds )(?<!add )(?<!adding )up to|a maximum of|maximum(?: of)?|max\.?|fewer than|less than|under|below|exceed\w*|limited to|shorter than|within|not over|capped at|cap of|limit of|go over|stay under|run over",
    "de": r"höchstens|maximal|nicht mehr als|nie mehr als|nicht länger als|mehr als (?=.*kein)|weniger als|bis zu|unter|max\.|nicht über|keine \w+ über|allerhöchstens|kürzer als|nicht überschreite\w*|überschreit\w*",
    "fr": r"au plus|au maximum|maximum|max\.|un maximum de|pas plus de|jamais plus de|moins de|jusqu['’]à|sans dépasser|ne (?:doit|doivent) pas (?:dépasser|excéder)|dépass\w+(?: pas)?|excéd\w+(?: pas)?|inférieur\w* à|tout au plus|(?:tenir|tient|tiennent) (?:en|dans|sur)",
    "es": r"como máximo|como mucho|a lo sumo|máximo|un máximo de|máximo de|no más de|nunca más de|menos de|hasta|sin pasar de|no (?:debe|puede|deben|pueden) (?:superar|pasar de|exceder)|supera\w*(?: las| los)?|pas[ae]\w* de|excede\w*(?: las| los)?|máx\.|por debajo de",
    "zh": r"最多|不超过|不多于|不得超过|不要超过|不能超过|至多|控制在|少于|限", "ja": r"最大|多くても|上限",
}  # fmt: skip
_ABOUT = {
    "en": r"about|around|roughly|approximately|approx\.?|some|circa|ca\.?|in the region of|close to|nearly|somewhere near|~",
    "de": r"etwa|ungefähr|circa|ca\.?|rund|um die|an die|zirka|so um die|gut|knapp", "fr": r"environ|à peu près|autour de|quelque|quelques|dans les|près de|env\.|approximativement",
    "es": r"unas?|unos|aproximadamente|alrededor de|cerca de|aprox\.|más o menos|en torno a", "zh": r"大约|约|大概|差不多|近", "ja": r"約|およそ|だいたい|ほぼ|おおよそ",
}  # fmt: skip
_AFTER_LEAST = {
    "en": r"or more|or longer|at least|minimum|min\b|and up|upwards|or over",
    "de": r"oder mehr|aufwärts|mindestens|minimum",
    "fr": r"ou plus|au moins|minimum|au minimum",
    "es": r"o más|como mínimo|mínimo|por lo menos",
    "zh": r"以上|起",
    "ja": r"以上",
}
_AFTER_MOST = {
    "en": r"or less|or fewer|at most|at the most|maximum|max\b|tops|or under|or shorter|is the (?:limit|maximum)",
    "de": r"oder weniger|(?:hinein)?pass(?:en|t)\b|maximal|höchstens|nicht überschreiten|maximum", "fr": r"ou moins|(?:grand )?maximum|au (?:grand )?maximum|(?:tout )?au plus|max|pas plus", "es": r"o menos|como máximo|como mucho|máximo|a lo sumo|tope", "zh": r"以内|以下|之内|为限|封顶", "ja": r"以内|以下|まで|未満|を超え(?:ない|ず)|を上限",
}  # fmt: skip
_AFTER_ABOUT = {
    "en": r"or so|or thereabouts|approximately|more or less|give or take|approx",
    "de": r"ungefähr|circa|ca",
    "fr": r"environ",
    "es": r"aproximadamente|más o menos",
    "zh": r"左右|上下",
    "ja": r"程度|ほど|くらい|ぐらい|前後",
}
_EXACT = {
    "en": r"exactly|precisely|just|only|strictly",
    "de": r"(?:beschränk\w+|begnüg\w+) sich (?:auf|mit)|besteht nur aus|genügt|reicht|genau|exakt|jeweils genau|punktgenau|nur|je",
    "fr": r"(?:tien\w+|tenir|résum\w+|limit\w+|rédui\w+) (?:en|à)|exactement|précisément|pile|très exactement|seulement",
    "es": r"(?:reduc\w+|limit\w+|resum\w+) (?:a|en)|exactamente|justo|precisamente|solo|sólo",
    "zh": r"(?:正好|恰好|刚好|只|仅|整整)(?:写|用|有|要|需|占|留|给|答)?",
    "ja": r"ちょうど|きっかり|だけ|のみ",
}
_MEASURE = {
    "en": {"words": r"words?", "characters": r"characters?(?= |[.,;]|$)", "pages": r"pages?|sides? of A4", "paragraphs": r"paragraphs?", "sentences": r"sentences?", "lines": r"lines?", "minutes": r"(?:minutes?|mins?\.?|seconds?)(?= (?:to \w+|of (?:reading|talk|speech)|reading|each|per|long|aloud)|[.,;]|$)"},
    "de": {"words": r"wörtern?|worte?n?|wort", "characters": r"zeichen|anschlägen?", "pages": r"seiten?|a4-seiten?|normseiten?", "paragraphs": r"absätzen?|absatz", "sentences": r"sätzen?|satz", "lines": r"zeilen?"},
    "fr": {"words": r"mots?", "characters": r"caractères?|signes?", "pages": r"pages?|feuillets?", "paragraphs": r"paragraphes?", "sentences": r"phrases?", "lines": r"lignes?"},
    "es": {"words": r"palabras?", "characters": r"caracteres?", "pages": r"páginas?|folios?", "paragraphs": r"párrafos?", "sentences": r"frases?|oraciones|oración", "lines": r"líneas?|renglones"},
    "zh": {"words": r"个?单?词", "characters": r"个?(?:汉)?字(?!母|幕|典)", "pages": r"页", "paragraphs": r"个?自然段|段(?!路|时)", "sentences": r"句话?|个?句子", "lines": r"行(?!业|文|动|为|程|情|政)"},
    "ja": {"words": r"語|単語|ワード", "characters": r"文字|字", "pages": r"ページ|頁|枚", "paragraphs": r"段落", "sentences": r"文(?!字|章|体|書|庫)", "lines": r"行(?![動事程為政])"},
}  # fmt: skip
_TIMES = {
    "en": r"times\b|mentions\b(?!\s+\w+ly)|(?<![a-z])(?P<word>once|twice|thrice)\b(?! (?:more|again|upon))",
    "de": r"(?:mal|male)\b|(?<![a-z])(?P<word>einmal|zweimal|dreimal|viermal|fünfmal|sechsmal|siebenmal|achtmal|neunmal|zehnmal|zwölfmal)\b", "fr": r"fois\b", "es": r"veces\b|vez\b", "zh": r"次|遍|回(?!目)", "ja": r"回(?!目)|度(?!目)|箇所|か所",
}  # fmt: skip
_COUNTED = {
    "tables": r"tables?|tabellen?|tableaux?|tablas?|表格|表", "lists": r"lists?|listen?|listes?|listas?|列表|リスト", "quotes": r"quotes?|quotations?|zitaten?|zitate|citations?|citas?|引文|引用", "headings": r"headings?|überschriften|titres|encabezados|小标题|見出し",
}  # fmt: skip
_LATER = {
    "en": r"^(?:and\s+|but\s+)?(?:never|not)\s+(?:before|earlier|sooner)\b|^(?:and\s+|but\s+)?no (?:sooner|earlier)\b",
    "de": r"^(?:und\s+|aber\s+)?(?:vorher|davor|zuvor|früher)\b.{0,20}\b(?:nicht|nie|niemals)|^(?:nicht|nie|niemals)\s+(?:vorher|davor|zuvor|früher)|^keinesfalls (?:vorher|früher)",
    "fr": r"^(?:et\s+|mais\s+)?(?:jamais|pas)\s+(?:avant|plus tôt|auparavant)", "es": r"^(?:y\s+|pero\s+)?(?:nunca|no|jamás)\s+antes",
    "zh": r"^(?:在)?(?:此前|之前|以前|前面)(?:都)?(?:不|别|不得|不要|不能)", "ja": r"^それ(?:まで|以前|より前)(?:は|に).{0,12}(?:ない|ません)",
}  # fmt: skip
_UNTIL_THEN = {
    "en": r"(?!)", "de": r"\b(?:vorher|davor|zuvor|bis dahin)\b", "fr": r"\b(?:avant|auparavant|plus tôt)\s*[.!]?$|\bjusque-là\b|\bd['’]ici là\b", "es": r"\bantes\s*[.!]?$|\bhasta entonces\b",
    "zh": r"^在?(?:此|这|那)(?:之前|以前|前)|^此前|^之前", "ja": r"^(?:が、?)?それ(?:まで|以前|より前)",
}  # fmt: skip
_AFTERWARDS = {
    "en": r"^(?:and\s+|but\s+)?(?:never|not)\s+(?:after|afterwards|later|again)\b",
    "de": r"^(?:und\s+|aber\s+)?(?:danach|später|nachher|dann)\b.{0,20}\b(?:nicht mehr|nie wieder|nie mehr|nicht|nie)\b", "fr": r"^(?:et\s+|mais\s+)?(?:jamais|plus jamais|pas)\s+(?:après|ensuite|plus tard)",
    "es": r"^(?:y\s+|pero\s+)?(?:nunca|no|nunca más)\s+(?:después|más tarde)", "zh": r"^(?:此后|之后|以后|后面)(?:都)?(?:不再?|别|不得)", "ja": r"^それ(?:以降|以後|より後)(?:は|に).{0,12}(?:ない|ません)",
}  # fmt: skip
_ELSEWHERE = {
    "en": r"^(?:and\s+|but\s+)?(?:(?:never|not)\s+(?:elsewhere|anywhere else|in any other)|nowhere else|in no other)\b",
    "de": r"^(?:und\s+|aber\s+)?(?:sonst|nirgends sonst|nirgendwo sonst|in den (?:anderen|übrigen))\b.{0,24}(?:nirgends|nicht|nie|kein\w*)?", "fr": r"^(?:et\s+|mais\s+)?(?:nulle part ailleurs|pas ailleurs|jamais ailleurs)",
    "es": r"^(?:y\s+|pero\s+)?(?:en ningún otro|en ninguna otra|y nada más|no en otr\w+|en ninguna otra parte)", "zh": r"^(?:其他|其余|别的)(?:各?[章节周天部]?\w?)?(?:都|均|一律)?(?:不|没|无)", "ja": r"^(?:他|ほか|それ以外)(?:の\w{1,4})?(?:に|で|は|には|では).{0,12}(?:ない|ません)",
}  # fmt: skip
_SPLIT = {
    "en": r";\s+|,\s+(?:and|but|while|whereas|then|so|yet|plus|though|although)\s+|,\s+|\s+(?:and|but|while|whereas|then)\s+|\s[–—-]\s|:\s+",
    "de": r";\s+|,\s+(?:und|aber|sondern|während|sowie|dazu|wobei|doch|jedoch)\s+|,\s+|\s+(?:und|aber|sowie|während)\s+|\s[–—]\s|\s*\|\s*|:\s+", "fr": r"\s?;\s+|,\s+(?:et|mais|puis|tandis que|alors que)\s+|,\s+|\s+(?:et|mais|tandis que|alors que|puis)\s+|\s[–—]\s|\s*\|\s*|\s?:\s+",
    "es": r";\s+|,\s+(?:y|e|pero|mientras que|aunque)\s+|,\s+|\s+(?:y|e|pero|mientras que)\s+|\s[–—]\s|\s*\|\s*|:\s+", "zh": r"\s*\|\s*|[；;，,、]|：|并且|而且|同时|而(?=第)", "ja": r"\s*\|\s*|[；;、，]|：|(?<=で)、|また",
}  # fmt: skip


def _compile(table: dict[str, str], language: str) -> re.Pattern[str]:
    return re.compile(table[language], _I)


_TABLES = {
    "modal": _MODAL, "imperative": _IMPERATIVE, "never": _NEVER, "say": _SAY, "we": _WE, "write": _WRITE, "style": _STYLE, "structure": _STRUCTURE, "order": _ORDER,
    "later": _LATER, "until then": _UNTIL_THEN, "afterwards": _AFTERWARDS, "elsewhere": _ELSEWHERE, "split": _SPLIT, "times": _TIMES,
}  # fmt: skip
_BOUNDS = {
    "least": _LEAST, "most": _MOST, "about": _ABOUT, "after least": _AFTER_LEAST, "after most": _AFTER_MOST, "after about": _AFTER_ABOUT, "exact": _EXACT,
}  # fmt: skip


@lru_cache(maxsize=128)
def mark(name: str, language: str) -> re.Pattern[str]:
    """The pattern of a mark (`modal`, `never`, `style`, ...) in a language."""
    return _compile(_TABLES[name], language)


@lru_cache(maxsize=64)
def bound(name: str, language: str) -> re.Pattern[str]:
    """The pattern of a bound: `least`, `most`, `about`, `exact` end where the number begins, `after ...` begin behind its noun."""
    words = _BOUNDS[name][language]
    edge = "" if language in ("zh", "ja") else r"\b"
    if name.startswith("after"):
        return re.compile(rf"\s*(?:,\s*)?(?:{words})", _I)
    article = r"(?:\s*(?:a|à|die|der|den|les|las|los|de|un|en|tener|avoir|sein|als|:|the|of|is|be))?" if edge else ""
    return re.compile(rf"(?:(?<!\w){edge}(?:{words})){article}\s*$" if edge else rf"(?:{words})\s*$", _I)


@lru_cache(maxsize=8)
def measures(language: str) -> dict[str, re.Pattern[str]]:
    """What lengths are counted in, by unit, as pattern of the noun."""
    return {unit: re.compile(rf"(?:{pattern})", _I) for unit, pattern in _MEASURE[language].items()}


_MEASURED = re.compile(
    r"wörter[n]?|worten?|zeichen|seiten?|absätzen?|sätzen?|zeilen?|minuten?|stunden?|euro|prozent|jahren?|mal|grad|kilometern?|metern?|km|m|personen|mots?|signes?|caractères?|pages?|paragraphes?|phrases?|lignes?|minutes?|heures?|"
    r"euros?|ans|fois|personnes|kilomètres?|mètres?|palabras?|caracteres?|páginas?|párrafos?|frases?|oraciones|líneas?|minutos?|horas?|años?|veces|kilómetros?|metros?|personas|%|€|字|个?汉?字|文字|页|行|句话?|分钟|分間|分|ページ|语|語|文",
    re.IGNORECASE,
)


def is_measure(word: str) -> bool:
    """Whether a word is one that lengths, times and the like are told in."""
    return _MEASURED.fullmatch(word) is not None


def counted_unit(noun: str) -> str:
    """English name of what a count counts, such as `tables`; the noun itself where it is none of ours."""
    plain = noun.lower()
    return next((unit for unit, pattern in _COUNTED.items() if re.fullmatch(pattern, plain)), plain)


def comes_second(text: str) -> bool:
    """Whether the first thing that an order names is the one that follows."""
    return bool(_ORDER_BACK.search(text))
