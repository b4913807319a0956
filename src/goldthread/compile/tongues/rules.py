"""Rules of the place grammar: patterns over classes of tokens, for words and for signs, the stronger first."""

import re
from functools import lru_cache

F = "[pRjb]{0,3}"
"""Filler: prepositions and articles."""
X = "[no]"
_NAMELIKE = "[mywqNd]"
_WORD_RULES: tuple[tuple[str, str], ...] = (
    ("periodic", rf"{F}v?{F}z{F}u|{F}v{F}ou|{F}v{F}nu|{F}[n1]u?k{F}nu?|[n1]ukn|v{F}n(?:zu|uz)|v{F}u?z|[1n]uz"),
    ("odd", rf"{F}v?{F}[OE]u|{F}v?{F}u{F}[OE]|p[OE](?!u)|(?<=c)[OE](?!u)"),
    ("dates", rf"{F}d{F}[rb]{F}d|{F}[no]{F}[rb]{F}d"),
    ("names", rf"B?{F}u?{F}(?:(?:m{F}[rba]{F}m)|(?:y{F}[rb]{F}y)|(?:w{F}[rb]{F}w)|(?:q{F}[rb]{F}u?{F}q)|B{F}(?:y{F}a{F}y|d{F}a{F}d|m{F}a{F}m|w{F}a{F}w)|(?:N{F}[rb]{F}N))"),
    ("between", rf"B{F}o{F}a{F}o(?!u)|B{F}u{F}{X}a{F}u?{F}{X}|B{F}[nol]u?a{F}[nol]u"),
    ("range", rf"[sB]?{F}u{F}{X}[rb]{F}u?{F}(?:{X}|l)(?:u)?|[sB]?{F}[no]u?{F}[rb]{F}[nol]u|[sB]?{F}o[rb]{F}[ol](?!u)|R{F}n[b]{F}n(?![nou])|[sB]?{F}[no]u{F}[rb]{F}o(?![nu])"),
    ("onward", rf"s{F}(?:u{F}{X}|[nol]u|d|[myqN]|o)S?|R{F}(?:u{F}{X}|ou?|[ndqm])(?:j(?=[c;.p]|$)|S)|{F}(?:u{F}{X}|ou)S"),
    ("before", rf"t{F}(?:u{F}{X}|[ol]u|[ol](?!u)|P|y|d|Pu|u?{F}m)"),
    ("after", rf"T{F}(?:u{F}{X}|[ol]u|[ol](?!u)|y|d|u?{F}m)"),
    ("until", rf"r{F}(?:u{F}{X}|[ol]u|[ol](?!u)|d|u?{F}[myN])"),
    ("half", rf"{F}[ol]H"),
    ("ends", rf"{F}oa{F}lu"),
    ("rest", rf"{F}G{F}n?u|p?G"),
    ("everywhere", rf"{F}v{F}n?u|k{F}u|{F}V{F}u|g{F}u|{F}A"),
    ("except", rf"x{F}(?:[nol](?:[ca]{{1,2}}{F}[nol]){{1,30}}u?(?!u)|n[rb]n|[nol]u?|u{F}{X}(?:[rb]{F}{X})?(?:[ca]{{1,2}}{F}{X}){{0,30}}|{_NAMELIKE})"),
    ("penultimate", rf"{F}luP|{F}uP|{F}Pu?"),
    ("last", rf"{F}ln?u|{F}nlu|{F}u?l(?=n)n(?!u)u?|{F}u{F}l(?!n)|{F}nul"),
    ("first", rf"{F}nou|{F}onu|{F}on(?![nuoH])|{F}no(?![nu])"),
    ("middle", rf"{F}Cn?u|{F}nCu|{F}uC"),
    ("list", rf"{F}u{F}{X}(?:[rb]{F}{X})?(?:[ca]{{1,2}}{F}u?{F}{X}(?:[rb]{F}{X})?){{1,60}}|{F}[nol](?:[ca]{{1,2}}{F}[nol]){{1,60}}u"),
    ("single", rf"{F}u{F}{X}|{F}[o]u|{F}v{F}w|{F}u?{F}{_NAMELIKE}"),
    ("namely", rf"i{F}n(?:[ca]{{1,2}}{F}[no]){{0,60}}"),
    ("top", rf"{F}Mn?u?"),
    ("elided range", rf"{F}n{F}[rb]{F}n(?![nou1])"),
    ("elided number", r"[pRjb]{0,2}pn"),
    ("elided list", rf"{F}[ol](?:[ca]{{1,2}}{F}[ol]){{1,60}}"),
    ("elided last", rf"{F}nl(?!u)"),
    ("elided", rf"{F}[ol]"),
)  # fmt: skip
_Q = "D?n"
_SIGN_RULES: tuple[tuple[str, str], ...] = (
    ("multiple", r"v?(?:up)?D?nu?Zp?u?"),
    ("one in", r"nupnu"),
    ("periodic", rf"[vz]D?nu(?:k)?|vnpu|n?uk|D?nuk|vz{_Q}?u|z{_Q}?u|vzu|nu?k"),
    ("odd", r"v?p?[OE]p?u?"),
    ("dates", r"s?d[rb](?:d|nu?)b?"),
    ("names", r"s?(?:mrmb?|mbm|yryb?|wrwb?)"),
    ("range", rf"s?{_Q}u?[rb]{_Q}ub?|s?{_Q}ur(?:lu|M)b?|s?{_Q}u[rb]{_Q}b?|s?uD?nu?[rb]u?D?nb?"),
    ("onward", rf"s{_Q}u?S?|{_Q}uS|uD?nS|sdS?|dS|[my]S|s[my]S?"),
    ("before", rf"{_Q}u(?:K)|[my]K|lu(?:K)|r{_Q}uK|rluK"),
    ("until", rf"r?{_Q}ub(?!r)|r{_Q}u|rlu|lub|lb|uD?nb|mb"),
    ("after", rf"{_Q}uL|[myd]L"),
    ("half", r"[hH]p?nu|[hH]p?u|[hH]"),
    ("rest", r"Gp?n?u|G"),
    ("everywhere", r"v(?:p)?u|A"),
    ("ends", r"(?:Dnu|Fp?n?u|F)[ac]lp?n?u?"),
    ("penultimate", r"Pu?"),
    ("middle", r"Cp?n?u"),
    ("last", r"lp?n?u|lp?(?=n)nu?"),
    ("first", r"Fp?nu|Fp?u|F(?=u)u"),
    ("list", r"D?nu?(?:[ca]{1,2}D?nu?){0,60}[ca]{1,2}D?nu|uD?n(?:[ca]{1,2}u?D?n){1,60}"),
    ("single", rf"Dnu|N(?:p?u|nu)?|{_NAMELIKE}|nu(?=[pXc])|uD?n"),
    ("top", r"M"),
    ("namely", r"[i;]p?D?n(?:[ca]D?n){1,60}(?=u?[;.p]|u?$)"),
    ("elided", r"Dn(?!u)"),
)  # fmt: skip


@lru_cache(maxsize=2)
def rules(signs: bool) -> list[tuple[str, re.Pattern[str]]]:
    """Names and patterns of the rules, for scripts of words or of signs."""
    return [(name, re.compile(pattern)) for name, pattern in (_SIGN_RULES if signs else _WORD_RULES)]
