"""Words by which everyday requirements are recognised: what a document is called, verbs of saying, parts, amounts."""

import re

ANY_CASE = re.IGNORECASE

DOCUMENT = (
    r"text|document|report|article|guide|handbook|manual|policy|notice|offer|quote|quotation|proposal|letter|e-?mail|mail|message|memo|minutes|"
    r"protocol|spec|specification|paper|study|essay|post|blog post|page|web ?page|newsletter|readme|read ?me|plan|contract|agreement|statement|"
    r"announcement|press release|release|job (?:ad|posting|advert|advertisement)|advert|advertisement|ad|posting|brochure|flyer|leaflet|"
    r"presentation|speech|story|review|recipe|tutorial|course|lesson|faq|form|invitation|invoice|brief|briefing|summary report|annual report|"
    r"incident report|white ?paper|documentation|docs|file|draft|thing|piece|copy|content|write-?up|description|postmortem|profile|script|"
    r"sheet|cheat ?sheet|checklist|note|notes|changelog|release notes|programme|program|itinerary|syllabus|pitch|application|cv|book|booklet|"
    r"case study|product page|privacy notice|terms|rules|instructions|entry|log|diary|transcript|wiki|record|bulletin|circular|dossier|"
    r"assessment|evaluation|analysis|audit|survey|catalogue|prospectus|charter|statutes?|regulations?|guidelines?|strategy|concept|outline"
)
"""What requests call the document as a whole."""
MODAL = r"must|should|shall|ha(?:s|ve) to|needs? to|ought to|(?:is|are) (?:required|supposed|expected|meant) to|(?:is|are) to|will|may|can|could"
SAY = (
    r"mention|say|state|tell|explain|describe|name|list|give|include|contain|have|show|cover|discuss|specify|indicate|provide|note|record|"
    r"warn|inform|remind|point out|make (?:it )?clear|set out|spell out|present|summari[sz]e|introduce|answer|address|outline|identify|feature|refer to|"
    r"talk about|deal with|touch on|touch upon|comment on|define|quote|cite|carry|announce|recommend|suggest|report|disclose|reveal|detail|"
    r"write|add|put|insert|use|document|clarify|confirm|mark|highlight|praise|acknowledge|credit|bear|display|feature|hold|offer|advise"
)
"""Verbs whose object must stand in the document."""
SPEAKING = re.compile(
    r"^(?:tell|inform|warn|remind|advise|show)s?\s+(?:the\s+|our\s+|all\s+|new\s+)*(?:[a-z-]+s|staff|people|them|us|me|everyone|everybody|the \w+)\s+"
    r"(?:about\s+|of\s+|(?=(?:that|to|not|who|what|when|where|how|why|whether|which|if)\b))",
    ANY_CASE,
)
"""To whom something must be told; what stands behind it must be told."""
SAID = (
    r"mentioned|stated|said|given|named|listed|explained|described|included|shown|covered|discussed|specified|indicated|provided|noted|recorded|"
    r"presented|summari[sz]ed|introduced|answered|addressed|outlined|identified|cited|quoted|defined|present|there|visible|clear|part of it|"
    r"stated clearly|made clear|pointed out|set out|spelled out|spelt out|announced|referred to|talked about|dealt with|included in it|"
    r"contained|written down|credited|acknowledged|highlighted|disclosed|documented|reported|found|in it|on it|in there|embedded|inserted|easy to find|available|told"
)
"""What must be done with a subject for it to stand in the document."""
SECTION = r"section|chapter|part|paragraph|subsection|heading"
EDGE_PART = r"section|chapter|part|paragraph|sentence|line|heading|word"
ENTITY = (
    (r"e-?mail(?: address(?:es)?)?", "email"),
    (r"(?:tele)?phone(?: numbers?)?|telephone numbers?|hotline", "phone"),
    (r"(?:postal |street |mailing |our |full )*address(?:es)?", "address"),
    (r"(?:web|internet) ?(?:site|page|address)|urls?", "link"),
    (r"percentages?", "percent"),
    (r"(?:[\w-]+ )?(?:urls?|web ?sites?)(?=$| of| for| in)", "link"),
    (r"contact(?:s| details| information| data| info)?(?=$| of| for| in)", "contact"),
)
WH = (
    (r"(?:until|by|since|from|on)\s+(?:when|what (?:date|day)|which (?:date|day))|when|what (?:date|day)|which (?:date|day)|as of when", "date"),
    (r"(?:at )?what time", "time"),
    (r"(?:for )?how long", "duration"),
    (r"how often", "told"),
    (r"why", "reason"),
    (r"how much", "number"),
    (r"how (?:many|old|far|big|high|large|heavy|wide|deep|tall|fast)", "number"),
    (r"(?:by |to |for |with )?who(?:m|se)?", "person"),
    (r"where(?: to)?|what|(?:at|in|on|from|to) (?:what|which)|how(?: to)?|whether|which|in which|with what|if|for what|under which|at which", "told"),
)  # fmt: skip
HEADS = (
    (r"(?:(?!(?:with|of|for|in|and|or|to|their|its)\b)[\w-]+ )*?(?:dates?|deadlines?|due dates?|day)", "date"),
    (r"(?:(?!(?:with|of|for|in|and|or|to|their|its)\b)[\w-]+ )*?(?:(?<!version )number|count|total number)(?= of| for| in|$)|number", "number"),
    (r"(?:(?!(?:with|of|for|in|and|or|to|their|its)\b)[\w-]+ )*?(?:price|cost|fee|amount|sum|salary|salary range|allowance|deposit amount|rate|budget total|revenue figure|charge)s?", "amount"),
    (r"(?:(?!(?:with|of|for|in|and|or|to|their|its)\b)[\w-]+ )*?(?:duration|notice period|period|term)|length(?= of (?:the |a |an |my |our |their )?(?:\w+ )?(?:stay|contract|course|trip|tour|journey|visit|meeting|project|lease|loan|internship|study|trial|break|holiday|programme|program|shift|session|lesson|talk|film|walk|hike|employment|time)\b)", "duration"),
    (r"(?:(?!(?:with|of|for|in|and|or|to|their|its)\b)[\w-]+ )*?(?:percentage|percentages)", "percent"),
    (r"(?:(?!(?:with|of|for|in|and|or|to|their|its)\b)[\w-]+ )*?(?:opening hours|start(?:ing)? time|times?)", "time"),
)  # fmt: skip
