"""How headings show a unit in its language."""

SHOWN = {
    "de": {"week": "Woche", "day": "Tag", "month": "Monat", "floor": "Stockwerk", "chapter": "Kapitel", "section": "Abschnitt",
           "module": "Modul", "lesson": "Lektion", "unit": "Einheit", "part": "Teil", "entry": "Eintrag", "page": "Seite",
           "episode": "Folge", "session": "Sitzung", "story": "Geschichte", "letter": "Brief", "step": "Schritt", "recipe": "Rezept"},
    "fr": {"week": "Semaine", "day": "Jour", "month": "Mois", "floor": "Étage", "chapter": "Chapitre", "section": "Section",
           "module": "Module", "lesson": "Leçon", "unit": "Unité", "part": "Partie", "entry": "Entrée", "episode": "Épisode",
           "session": "Séance", "story": "Histoire", "letter": "Lettre", "step": "Étape", "recipe": "Recette", "lecture": "Cours"},
    "es": {"week": "Semana", "day": "Día", "month": "Mes", "floor": "Piso", "chapter": "Capítulo", "section": "Sección",
           "module": "Módulo", "lesson": "Lección", "unit": "Unidad", "part": "Parte", "entry": "Entrada", "episode": "Episodio",
           "session": "Sesión", "story": "Cuento", "letter": "Carta", "step": "Paso", "recipe": "Receta", "stage": "Etapa"},
    "zh": {"week": "周", "day": "天", "month": "个月", "floor": "层", "chapter": "章", "section": "节", "lesson": "课", "part": "部"},
    "ja": {"week": "週", "day": "日", "month": "か月", "floor": "階", "chapter": "章", "section": "節", "lesson": "課", "part": "部"},
}  # fmt: skip

RHYTHMS = (
    (
        "day",
        365,
        r"täglich\w*|jeden tag|tag für tag|chaque jour|quotidien\w*|jour par jour|a diario|cada día|每天|每日|毎日",
    ),
    (
        "week",
        52,
        r"wöchentlich\w*|jede woche|woche für woche|chaque semaine|hebdomadaires?|semanal\w*|cada semana|每周|毎週",
    ),
    ("month", 12, r"monatlich\w*|jeden monat|chaque mois|mensuel\w*|mensual\w*|cada mes|每月|毎月"),
)
"""Unit of a rhythm, how many a year has of it, and the words that tell of it."""
