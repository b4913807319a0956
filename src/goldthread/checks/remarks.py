"""Remarks to the person who asked: prefaces, closings, length notes, refusals, providers' errors. One block at a time.

Each function looks at one paragraph at the edge of a reply. A remark names the work (`the section`, `your request`) or offers
help; a sentence that merely begins alike (`Here is where the river turns`) does neither.
"""

import re

_I = re.IGNORECASE
_ACK = re.compile(
    r"(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|great(?: question)?|understood|no problem|alright|"
    r"all right|got it|gladly|"
    r"right away|with pleasure|happy to help|will do|natürlich|gerne?|sehr gerne|klar(?: doch)?|selbstverständlich|"
    r"verstanden|in ordnung|"
    r"bien sûr|certainement|d'accord|avec plaisir|volontiers|entendu|très bien|¡?claro(?: que sí)?|¡?por supuesto|"
    r"¡?desde luego|¡?con (?:mucho )?gusto|"
    r"¡?entendido|好的|当然(?:可以)?|當然|没问题|可以的?|明白了?|はい|承知(?:しました|いたしました)|かしこまりました|わかりました|もちろん(?:です)?|了解(?:しました|です)?)"
    r"(?=\s*[!,.:;！，。：、—-]|\s*$)[\s!,.:;！，。：、—-]*",
    _I,
)
_WORK = (
    r"(?:section|draft|rewrite|revision|continuation|rewritten|revised|requested|polished|updated|improved|expanded|"
    r"edited|shortened|"
    r"abschnitt|entwurf|fassung|überarbeitet\w*|fortsetzung|brouillon|réécrit\w*|révis\w*|remanié\w*|demandé\w*|"
    r"rédaction|suite|borrador|"
    r"revisad\w*|reescrit\w*|solicitad\w*|corregid\w*|sección|continuación)"
)
_LOOSE_WORK = (
    r"(?:text|chapter|paragraphs?|passage|version|entry|response|answer|document|content|article|piece|story|write-up|"
    r"essay|output|result|"
    r"summary|scene|sentence|json|markdown|kapitel|absatz|eintrag|beitrag|texte|chapitre|paragraphe|partie|texto|"
    r"capítulo|párrafo|versión|pasaje|apartado|"
    r"entrada|réponse|antwort|respuesta)"
)
_ANNOUNCE = re.compile(
    r"(?:(?:so|now|then|well|but|and)[, ]+)?(?:here(?:'s|’s| is| are| comes| you go| it is|)\b|below (?:is|are|"
    r"you(?:'ll| will) find)\b|(?:the )?following is\b|please find\b|"
    r"attached is\b|i(?:'ve|’ve| have)? (?:just |now )?(?:written|wrote|prepared|drafted|rewritten|revised|created|"
    r"crafted|composed|put together)\b|"
    r"hier (?:ist|sind|kommt|folgt|haben sie)\b|nachfolgend\b|im folgenden\b|anbei\b|voici\b|voilà\b|ci-dessous\b|"
    r"¡?aquí (?:está|están|tienes|tiene|va|te|le|os)\b|"
    r"a continuación\b|este es (?:el|la)\b)",
    _I,
)
_YOU = re.compile(
    r"\b(?:you(?:'ve| have)? (?:requested|asked|wanted|provided|gave|described|need)|as (?:you )?(?:requested|asked|"
    r"instructed|required|specified)|"
    r"your (?:request|prompt|instructions?|section|passage|text|draft|requirements?|document|brief|specifications?|"
    r"guidelines?|story|chapter)|"
    r"(?:based on|according to|following|per|given) (?:the|your) (?:prompt|instructions?|request|requirements?|brief|"
    r"guidelines|outline|constraints?|details|information)|"
    r"i(?:'d| would) be (?:happy|glad|delighted)|i(?:'ll| will| can| am going to|'m going to) (?:now )?(?:help|write|"
    r"start|begin|provide|draft|continue|create|do (?:that|my best))|let me (?:write|start|help|draft|provide|begin|"
    r"try|think)|"
    r"(?:about|approximately|around|roughly|in|within) \d[\d,]* words|as an ai|language model|what would you like|"
    r"how can i (?:help|assist)|the user|"
    r"wie gewünscht|deine[rnm]? (?:anfrage|wunsch|text|vorgaben)|ihre[rnm]? (?:anfrage|wunsch|text|vorgaben)|"
    r"ich (?:schreibe|werde|helfe)|"
    r"comme (?:demandé|vous l'avez)|votre (?:demande|texte|section)|selon vos|je vais|comme convenu|tu (?:solicitud|"
    r"texto|petición)|su (?:solicitud|texto|petición)|"
    r"como (?:pediste|solicitaste|ha solicitado|lo pediste)|voy a)\b",
    _I,
)
_CJK_PREFACE = re.compile(
    r"(?:(?:好的|当然|當然|没问题|可以|明白)[^\n]{0,40}[，,。！!：:])?\s*(?:以下(?:是|为|為|就是)|下面(?:是|为|為)|这(?:是|里是)|這是|我(?:将|已|会|來|来)(?:为|"
    r"為|按|根据|经|把|写)?)[^\n]{0,80}"
    r"(?:章节|章節|一节|小节|本节|这节|部分|内容|內容|版本|正文|文字|段落|草稿|文章|续写|修改|要求|撰写|改写|文本)[^\n]{0,30}[：:。！]?"
    r"|(?:はい|承知|かしこまり|わかりました|もちろん|了解)[^\n]{0,20}[、，。！!]?[^\n]{0,80}(?:セクション|文章|本文|節|原稿|内容|テキスト|ご依頼|ご要望|書き|作成|修正|"
    r"改訂)[^\n]{0,40}[。：:！]?"
    r"|(?:以下(?:は|が|に)|こちら(?:が|は))[^\n]{0,80}(?:セクション|文章|本文|節|原稿|テキスト|内容|修正版|改訂版|版)[^\n]{0,30}[。：:！]?"
)
_LABEL = re.compile(
    r"(?:\*\*|__)?(?:assistant|ai|response|output|draft|final (?:answer|text|version|draft|section)|"
    r"revised (?:section|text|version|passage|draft)|"
    r"rewritten (?:section|text|version|passage)|continuation|section text|begin section|start of section)(?:\*\*|"
    r"__)?\s*:(?:\*\*|__)?\s*",
    _I,
)
_START_MARK = re.compile(
    r"[\[(<*=—-]+\s*(?:start|begin(?:ning)?|anfang|début|inicio)(?: of)?(?: the)?(?: section| text| chapter|"
    r" draft)?\s*[\])>*=—-]+",
    _I,
)


def preface_end(block: str, *, last: bool = False) -> int:
    """Where a remark at the beginning of a block ends; 0 where there is none.

    Args:
        block: The reply's first line or paragraph.
        last: Nothing else stands in the reply, so that a bare offer of help counts.
    """
    plain = block.strip()
    if not plain or len(plain) > 600 or plain[0] in '"“„«‘「『':
        return 0
    if _START_MARK.fullmatch(plain):
        return len(block)
    label = _LABEL.match(block)
    if label:
        return label.end()
    bare = re.sub(r"\*\*|__", "", plain.strip("*_#> ")).strip()
    if _CJK_PREFACE.fullmatch(bare):
        return len(block)
    ack = _ACK.match(bare)
    rest = bare[ack.end() :] if ack else bare
    if ack and not rest:
        return len(block) if len(bare) <= 40 else 0
    if re.match(r"as an ai\b|as a (?:large )?language model\b|i am an ai\b|i'm an ai\b", rest, _I):
        return len(block)
    announce = _ANNOUNCE.match(rest)
    named = announce is not None and _names_work(rest[announce.end() :], ack is not None)
    if named and (rest.endswith((":", "：", ".", "!", "…")) or ack):
        colon = _inner_colon(block)
        return colon or len(block)
    if (
        ack
        or re.match(r"i(?:'ll|'d|’d|’ll| will| would| can)\b|let me\b|based on\b|according to\b|ich\b|je\b", rest, _I)
    ) and _YOU.search(rest):
        return len(block) if len(rest) < 400 else 0
    return len(block) if last and ack and re.search(r"\b(?:help|assist|write|you)\b", rest, _I) else 0


def _names_work(rest: str, acknowledged: bool) -> bool:
    """Whether an announcement goes on to name the work: closely, or loosely and to the reader."""
    head = rest.split(":", 1)[0][:220]
    if _YOU.search(head):
        return True
    close = re.match(rf"(?:\s+[\w'’\-“”\"]+){{0,6}}?\s+{_WORK}\b(?P<after>.*)", head, _I | re.S)
    if close:
        return not re.match(
            r"\s+of (?:the )?(?:\w+ )?(?:wall|road|river|track|law|act|bridge|city|town|coast|line|book|report|code|"
            r"library|forest|highway)\b",
            close["after"],
            _I,
        )
    loose = re.match(
        rf"(?:\s+(?:the|a|an|your|my|our|der|die|das|ein|eine|le|la|un|une|el|full|complete|final|new|finished|short|"
        rf"long|next|first|entire|whole|neue?|vollständige?|gewünschte|finale|complète?|"
        rf"completo)){{0,4}}\s+{_LOOSE_WORK}\b(?P<after>.*)",
        head,
        _I | re.S,
    )
    if not loose:
        return False
    after = loose["after"].strip(" *_")
    return (
        not after
        or acknowledged
        or bool(re.match(r"(?:for|on|about|in|with|zu|über|für|sur|pour|sobre|para)\b.{0,120}$", after, _I | re.S))
    )


def _inner_colon(block: str) -> int:
    """End of an announcement that the text follows in the same paragraph."""
    colon = re.search(r"[:：](?:\*\*|__)?(?:[ \t]*\n|[ \t]+(?=[A-ZÀ-Ý“\"]))", block)
    return colon.end() if colon and block[colon.end() :].strip() else 0


_OFFER = re.compile(
    r"(?:i hope (?:this|that|it|the (?:section|text|draft|version))\b[^\n]{0,60}?\b(?:helps?|meets?|works?|fits?|"
    r"captures?|serves?|satisf\w+|useful|helpful|what you|"
    r"suits?|enjoy\w*|expectations|requirements|needs)|i hope you (?:enjoy|like|find (?:this|it))|"
    r"(?:please )?(?:just )?let me know (?:if|whether|how|what|should|when)\b[^\n]{0,160}\b(?:you(?:'d|"
    r" would)? (?:like|need|want|have|prefer|require|think)|anything|any|changes?|adjust\w*|"
    r"revis\w+|help|works?|continue|next|thoughts|feedback)|let me know what you think|let me know your thoughts|"
    r"(?:please )?feel free to (?:ask|reach|let me|modify|adjust|request|edit|change|tell|use|contact)|"
    r"(?:would|do) you (?:like|want|need) (?:me\b|any (?:changes|adjust|revis|further)|further|to (?:see|"
    r"make) (?:any )?(?:changes|more|adjust))|shall i\b|should i (?:continue|proceed|go on|write|adjust|expand)|"
    r"is there anything (?:else|you)|"
    r"if you(?:'d| would)? (?:like|want|need|have|prefer|wish)\b[^\n]{0,160}\b(?:let me know|i can|i could|i'll|i'd|"
    r"i would|i'm|just (?:ask|say|tell)|changes|revisions|adjust\w*|further (?:help|assistance|changes))|"
    r"i(?:'d| would| am|'m)? (?:be )?(?:happy|glad) to (?:adjust|revise|help|make|continue|expand|rewrite|provide)|"
    r"happy to (?:adjust|revise|help|make)|"
    r"(?:please )?(?:do not|don't|don’t) hesitate|i can (?:also )?(?:adjust|revise|expand|continue|shorten|rewrite|"
    r"provide)\b|thank you for (?:your|the) (?:request|prompt)|"
    r"i(?:'ve| have) (?:kept|made sure|included|tried|ensured|aimed|avoided|followed|incorporated|woven|added|removed|"
    r"used|written|mentioned|stayed|adjusted|maintained|revised)\b|"
    r"ich hoffe,? (?:das|dies|der|dieser|es)\b[^\n]{0,60}(?:hilft|gefällt|entspricht|erfüllt|weiter|zusagt)|"
    r"lass(?:en sie)? (?:es )?mich (?:bitte )?(?:gerne? )?wissen|"
    r"sag(?:en sie)? (?:mir )?(?:gerne? |einfach )?bescheid|gerne? (?:kann|passe|überarbeite|schreibe|ändere)|"
    r"(?:möchten sie|möchtest du|soll ich)\b[^\n]{0,100}|"
    r"(?:wenn|falls|bei) (?:du|sie|fragen|weitere|änderung)\w*[^\n]{0,100}(?:wissen|bescheid|änder\w+|anpass\w+|"
    r"kontakt\w*|fragen|zur verfügung)|"
    r"j'espère que (?:cela|ce|cette|ça|le|la)\b[^\n]{0,60}(?:convien\w+|aide\w*|répond\w*|plaira|utile|correspond\w*|"
    r"satisf\w*)|n'hésite[zs]? pas (?:à (?:m[e’']|nous|pos\w+|demand\w+|reven\w+|partag\w+|sollicit\w+|précis\w+|signal\w+|lire)|si)|"
    r"dites-moi si|dis-moi si|faites-moi savoir|"
    r"(?:souhaitez|voulez)-vous que|si vous (?:souhaitez|voulez|avez)[^\n]{0,100}(?:modif\w+|chang\w+|dites|savoir|"
    r"ajust\w+|aide|question)|"
    r"espero que (?:esto|te|le|esta|este|sea)\b[^\n]{0,60}(?:útil|ayud\w+|gust\w+|cumpl\w+|sirva|agrad\w+)|"
    r"no dud(?:es|e) en (?:dec\w+|ped\w+|pregunt\w+|contact\w+|avis\w+|hac\w+|indic\w+|solicit\w+|consult\w+|escrib\w+)|"
    r"av[ií]same|avíseme|hazme saber|dime si|¿?(?:te|le) gustaría que|¿?(?:quieres|desea) que|"
    r"si (?:deseas?|quieres?|necesitas?|tienes?)[^\n]{0,100}(?:cambi\w+|ajust\w+|modific\w+|avís\w+|dime|saber|ayuda))",
    _I,
)
_CJK_OFFER = re.compile(
    r"(?:希望(?:这|這|以上|本|它|能|对|對|您|你)[^\n]{0,50}(?:帮助|幫助|要求|喜欢|喜歡|满意|滿意|需要|期望|有用)[^\n]{0,60}|(?:如果|如|若|假如)(?:您|你|需|"
    r"有)[^\n]{0,80}(?:告诉|告訴|修改|调整|調整|随时|隨時|联系|说|需要|继续|提出|补充)[^\n]{0,60}|"
    r"如需[^\n]{0,60}|请(?:告诉我|随时|问还|让我知道)[^\n]{0,60}|請[^\n]{0,20}告訴我[^\n]{0,40}|需要我[^\n]{0,60}吗?[？?]?|(?:您|你)(?:觉得|需要|"
    r"希望|想要)[^\n]{0,50}[？?]|"
    r"(?:ご(?:要望|不明|確認|質問|意見|希望|感想)|何か|いかがでしょうか|修正が必要|必要(?:であれば|に応じて|な)|お役に立|ほかに|他に)[^\n]{0,80}|"
    r"以上[、,]?[^\n]{0,40}(?:執筆|作成|記述|お書き)[^\n]{0,30}|[^\n。]{0,40}(?:修正|変更|追加)[^\n。]{0,20}(?:お知らせ|お申し付け|ご連絡)[^\n。]{0,12})[。！!？?]?"
)
_NUMBER = r"(?:approx(?:imately|\.)?|about|around|roughly|ca\.?|circa|etwa|rund|env(?:iron|\.)|aprox(?:imadamente|\.)?|unos|约|約|大约|共|全文|总|合计|共计|~|≈|:|：|\s)*\s*[\d][\d.,\s]*"
_COUNTED = r"(?:words?|wörter|worte|mots|palabras|characters?|zeichen|字符?|文字|个字|词|tokens?)"
_LENGTH_NOTE = re.compile(
    rf"(?:(?:total |final |approximate |current )?(?:word|character)s?[ -]?(?:count|total|length)|words|length|"
    rf"wörter(?:zahl)?|wortzahl|wortanzahl|länge|(?:nombre|total) de mots|longueur|"
    rf"(?:número|total|recuento|cantidad) de palabras|palabras|mots|(?:总|全文)?字数|(?:總|全文)?字數|文字数)\s*(?:is|=|:|：|为|約|"
    rf"约)\s*{_NUMBER}\s*{_COUNTED}?\.?"
    rf"|{_NUMBER}\s*{_COUNTED}(?: (?:total|in total|exactly|written|insgesamt|au total|en total))?\.?(?:左右|以上|程度)?",
    _I,
)
_ABOUT_WORK = re.compile(
    r"(?:(?:please )?note:?\s*(?:that )?|\(?\s*)?(?:this|the|the above|above)(?: (?:revised|rewritten|final|new|"
    r"completed?|generated|above))* (?:section|text|draft|passage|version|response|chapter|entry|paragraph|rewrite|"
    r"revision|piece|content|output)\s+"
    r"(?:mentions|includes|is|has been|was|has|meets|follows|keeps|aims|avoids|covers|contains|fulfil\w*|satisf\w+|"
    r"adheres|complies|stays|maintains|incorporates|runs|should|comes)\b(?P<rest>.*)",
    _I | re.S,
)
_TASK = re.compile(
    r"as (?:requested|required|asked|instructed|specified)|\byou(?:r)?\b|constraints?|requirements?|instructions?|"
    r"\d+[ -]?words?|word (?:count|limit|target)|\brequest|heading|prompt|guidelines|"
    r"\bbrief\b|length limit|within the limit|token|\btone\b|repeat|repetition|(?:previous|earlier|"
    r"other) (?:sections?|blocks?|parts?|chapters?)",
    _I,
)
_WORK_LENGTH = re.compile(
    rf"(?:dieser|der) (?:abschnitt|text) (?:umfasst|hat|enthält|ist)\s{_NUMBER}\s*{_COUNTED}.*|(?:cette section|"
    rf"la section|ce texte|le texte) (?:compte|contient|fait|comporte)\s{_NUMBER}\s*{_COUNTED}.*|"
    rf"(?:esta sección|la sección|este texto|el texto) (?:tiene|contiene|cuenta con)\s{_NUMBER}\s*{_COUNTED}.*|(?:本节|"
    rf"本文|以上|这一节|全文|以上内容)[^\n]{{0,10}}(?:约|共|大约|符合|满足)[^\n]{{0,40}}",
    _I | re.S,
)
_END_MARK = re.compile(
    r"[\[(<*=#—–_ -]*\s*(?:end of (?:the )?(?:section|chapter|text|draft|document|story|response|output|passage|"
    r"part)(?: \d+)?|ende des (?:abschnitts|textes|kapitels)|"
    r"fin de la section|fin du (?:texte|chapitre)|fin de la sección|fin del (?:texto|capítulo)|本节完|本节结束|（?完）|全文完|以上です|"
    r"以上|section ends?|end section|end of turn|eof)\s*[\])>*=#.。—–_ -]*",
    _I,
)
_NEXT_TURN = re.compile(
    r"(?:\*\*)?(?:user|human|question|instruction|### ?(?:user|instruction|human))(?:\*\*)?\s*:(?:\*\*)?", _I
)


def is_closing(block: str) -> bool:
    """Whether a paragraph at the end of a reply is a remark on it."""
    plain = block.strip()
    if not plain or len(plain) > 900 or plain[0] in '"“„«‘「『':
        return False
    bare = re.sub(r"\*\*|__", "", plain.strip("*_# \n")).strip()
    inner = bare.strip("()（）[]【】{}*_ \n").strip()
    if _LENGTH_NOTE.fullmatch(inner) and (inner != bare or not bare[0].isdigit() or len(inner) < 30):
        return True
    if _END_MARK.fullmatch(bare) or _END_MARK.fullmatch(plain):
        return bare != "以上" or plain == "以上"
    if _WORK_LENGTH.fullmatch(inner):
        return True
    about = _ABOUT_WORK.fullmatch(inner)
    if about and _TASK.search(about["rest"]):
        return True
    if not bare.isascii() and all(
        _CJK_OFFER.fullmatch(one) or _LENGTH_NOTE.fullmatch(one.strip("()（）【】 "))
        for one in re.findall(r"[^。！!？?\n]+[。！!？?]?", bare)
    ):
        return True
    offer = _OFFER.match(re.sub(r"^(?:note|p\.?s\.?)[:.]\s*|^[¡¿]", "", inner, flags=_I))
    if not offer:
        return False
    mine = re.match(r"i(?:'ve| have)\b|i can\b", offer[0], _I)
    return not mine or bool(
        _TASK.search(inner)
        or re.search(r"\b(?:section|text|draft|passage|tone|constraint|version|paragraph)\b", inner, _I)
    )


_BRACKETED_NOTE = re.compile(
    r"\[\s*(?:continued|cont(?:inue)?d?\.?|to be continued|more to (?:come|follow)|suite|à suivre|fortsetzung(?: folgt)?|"
    r"continuará|continúa|待续|未完待续|续|つづく|続く)\s*[.…:]*\s*\]|"
    r"\[\s*(?:(?:editor'?s?|author'?s?|writer'?s?) )?(?:notes?|remark|anmerkung|hinweis|remarque|nota|continu\w+|next|suite|"
    r"weiter|continúo|注|備考|メモ)\b[^\]\n]{0,300}\b(?:brief|section|paragraph|prompt|request|editor|redaktion|abschnitt|absatz|"
    r"section|paragraphe|rédaction|sección|párrafo|redacción)\b[^\]\n]{0,200}\]|"
    r"\([^()\n]{0,120}\b(?:meiner antwort|my (?:answer|reply|response|next message)|ma (?:réponse|prochaine réponse)|"
    r"mi (?:respuesta|próxima respuesta)|next (?:reply|message|response))\b[^()\n]{0,60}\)",
    _I,
)


def is_bracketed_note(paragraph: str) -> bool:
    """Whether a paragraph is a note on the work, in brackets as a whole, wherever it stands."""
    return bool(_BRACKETED_NOTE.fullmatch(paragraph.strip("*_ \t\n")))


def begins_next_turn(block: str) -> bool:
    """Whether a paragraph is the next turn of a made-up conversation."""
    return bool(_NEXT_TURN.match(block.strip()))


_ASKS = re.compile(
    r"\b(?:i(?:'d|’d| would| will|'ll)? need (?:some |a bit |a little )?(?:more|additional|further) (?:information|"
    r"details|context)|(?:could|can|would) you (?:please |kindly )?(?:provide|clarify|specify|share|tell me|give me)|"
    r"please (?:provide|specify|clarify|share|tell me) (?:me )?(?:with )?(?:the|your|more|some|additional)|"
    r"ich (?:brauche|benötige) (?:mehr|weitere|noch)|können sie (?:mir )?(?:bitte )?|"
    r"j'(?:ai|aurais) besoin de (?:plus|davantage)|pourriez-vous|necesit(?:o|aría) (?:más|información)|"
    r"podrías (?:proporcionar|indicar|decir)\w*)|(?:请|請)(?:您)?(?:提供|告诉我|告訴我|说明)|教えてください",
    _I,
)


def _asks_back(plain: str) -> bool:
    """Whether a short reply only asks for what it would need to write."""
    work = re.search(
        rf"\b(?:section|write|writing|outline|draft|document|prompt|task|start|{_WORK})\b|章|节|写|撰|書", plain, _I
    )
    return len(plain) < 700 and plain.count("\n\n") <= 1 and bool(_ASKS.search(plain[:400]) and work)


_REFUSAL = re.compile(
    r"(?:as an ai|as a (?:large )?language model|(?:i'm|i’m|i am) (?:very |really |truly )?(?:sorry|afraid)|(?:i'm|"
    r"i am) (?:unable|not able)|sorry,? (?:but )?i|i (?:cannot|can't|can’t|can not|won't|am not able to|must decline)|"
    r"i (?:sincerely )?apologi[sz]e|unfortunately,? i|my apologies|es tut mir (?:sehr )?leid|leider kann ich|"
    r"ich kann (?:ihnen|dir|diese|das|leider|bei)|entschuldigung|je suis (?:vraiment )?désolé|désolée?|je ne peux pas|"
    r"je ne suis pas en mesure|"
    r"lo siento|no puedo|me disculpo|lamento|抱歉|对不起|對不起|很抱歉|非常抱歉|我无法|我無法|我不能|作为(?:一个|一名)?(?:AI|人工智能|语言模型)|申し訳|恐れ入りますが|"
    r"すみませんが|その(?:ご)?(?:リクエスト|要求))",
    _I,
)
_DECLINED = re.compile(
    r"(?:(?:can't|can’t|cannot|can not|unable to|not able to|won't|couldn't|don't have|do not have|must decline|"
    r"decline)\b[^.\n]{0,80}\b(?:assist|help|request|provide|content|comply|generate|fulfil\w*|create|continue|"
    r"produce|complete|"
    r"write (?:this|that|about|the|such)|access|information|discuss|engage|support))|(?:what|how) (?:would|can|"
    r"do) (?:you|i)\b|"
    r"(?:helfen|schreiben|erstellen|anfrage|erfüllen|bearbeiten)|(?:aider|rédiger|écrire|demande|fournir|répondre)|"
    r"(?:ayudar|escribir|solicitud|generar|cumplir|proporcionar)|"
    r"(?:帮助|帮您|提供|生成|撰写|协助|回答|满足|完成|处理)|(?:できません|お手伝い|お応え|対応|致しかね|いたしかね)",
    _I,
)
_ERROR = re.compile(
    r"(?:max(?:imum)?\.? (?:number of )?(?:tries|retries|attempts)\b.{0,60}|(?:http[ /]?)?(?:error|"
    r"status)(?: code)?[: ]+\d{3}\b(?:[ :.,-]+[^\n]{0,200})?|\d{3} (?:internal server error|bad gateway|"
    r"service unavailable|too many requests|gateway time-?out|unauthorized|forbidden|not found|bad request).{0,300}|"
    r"(?:rate limit|quota) (?:exceeded|reached|hit).{0,300}|rate_limit\w*.{0,300}|"
    r"(?:internal server error|bad gateway|service unavailable|too many requests|gateway time-?out)\b.{0,200}|"
    r"upstream (?:connect|request|error|time).{0,300}|no healthy upstream.{0,60}|"
    r"(?:connection|network|read|request|api|server|openai|anthropic)[ _]?(?:connection )?(?:error|reset|timed out|"
    r"refused|aborted|timeout|failed).{0,300}|traceback \(most recent call last\).*|"
    r"(?:openai|anthropic|httpx2?|requests|urllib3|aiohttp)\.[\w.]*(?:error|exception|timeout).{0,600}|[\w.]*(?:Error|"
    r"Exception): .{0,600}|the (?:server|model|engine) (?:is|had|has|encountered)\b.{0,60}(?:overloaded|error|"
    r"unavailable|capacity|busy).{0,200}|"
    r"(?:this|the|your) (?:request|content|response|prompt|input)\b.{0,40}\b(?:was rejected|has been rejected|"
    r"violates|may violate|was blocked|has been blocked|was filtered|was flagged|triggered|"
    r"could not be processed).{0,300}|"
    r"content (?:policy|filter|management).{0,300}|you exceeded your current quota.{0,300}|insufficient_quota.{0,300}|"
    r"overloaded_error.{0,200}|invalid api key.{0,200}|incorrect api key.{0,300}|"
    r"(?:this model's )?maximum context length.{0,400}|none|null|undefined|nan|n/?a|\[?(?:no response|empty|"
    r"no content|done|error|data)\]?|timeout|time-?out error.{0,60}|something went wrong.{0,200}|"
    r"an error (?:has )?occurred.{0,300}|"
    r"failed to (?:generate|fetch|connect|get|parse).{0,200}|request (?:failed|failure).{0,200}|"
    r"please try again(?: later)?.{0,60}|just a moment\.\.\..{0,200}|checking your browser.{0,200}|错误[:：].{0,200}|"
    r"请求(?:失败|超时|过于频繁).{0,200})",
    _I | re.S,
)
_ERROR_BODY = re.compile(r"\{\s*\"(?:error|errors|detail|message|code|status|type)\"\s*:", _I)
_PAGE = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html\b|<head\b|<body\b|<title>)", _I)


def refusal(text: str) -> str:
    """Why a whole reply is no text at all: a provider's error, a refusal, a page of HTML; empty where it may be one."""
    plain = text.strip().strip("`*").strip()
    if _PAGE.match(plain) or _ERROR_BODY.match(plain) or re.match(r"data: \{", plain):
        return "it is a provider's error"
    if len(plain) < 1_500 and plain.count("\n\n") < 1 and _ERROR.fullmatch(plain):
        return "it is a provider's error"
    if plain.lower().startswith("traceback (most recent call last)"):
        return "it is a provider's error"
    bare = _ACK.sub("", plain, count=1) if _ACK.match(plain) else plain
    if len(plain) < 900 and plain.count("\n\n") <= 2 and _REFUSAL.match(bare) and _DECLINED.search(bare[:500]):
        said = re.search(
            r"[,”\"] (?:she|he|they|i|said|\w+) (?:said|says|told|answered|wrote|replied)\b", bare[:200], _I
        )
        object_ = re.match(r"i (?:cannot|can't|can’t) write about (?!this|that topic|such)", bare, _I)
        if not said and not object_:
            return "the model declined"
    if _asks_back(plain):
        return "the model asks back"
    if re.fullmatch(
        r"[\[<{(]+(?:your|insert|section|the|add|write|text|content|placeholder|hier|insérer|"
        r"insertar)\b[^\]>})\n]{0,120}[\]>})]+\.?",
        plain,
        _I,
    ):
        return "it is a placeholder"
    return ""
