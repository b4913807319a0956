"""The vocabulary of the rows of `retail`."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _split(
    "Ada Amir Anna Bela Bruno Carla Chen Clara Daniel Dora Elena Emil Fatima Felix Grace Hana Hugo Ines Ivan Jana "
    "Jonas Julia Karim Laura Leo Lina Marco Maria Mei Nina Noah Olga Omar Paul Petra Rosa Samir Sara Tomas Vera Yuki"
)
LAST_NAMES = _split(
    "Adler Baker Bauer Costa Diaz Evans Fischer Garcia Haas Ito Jansen Kaya Keller Lopez Meyer Moreau Nagy Novak "
    "Okafor Olsen Park Patel Quinn Rossi Santos Sato Silva Singh Tanaka Torres Varga Weber Wong Yilmaz Zhang Ziegler"
)
STREETS = (
    *(f"{tree} {kind}" for tree in ("Ash", "Cedar", "Elm", "Maple", "Oak", "Pine") for kind in ("Street", "Avenue")),
    "Hill Road",
    "Lake Drive",
    "Mill Lane",
    "Park Road",
    "River Walk",
    "Station Square",
)
CITIES = (
    ("Fairview", "CA", -8),
    ("Riverside", "CA", -8),
    ("Lakeside", "WA", -8),
    ("Greenfield", "TX", -6),
    ("Midway", "TX", -6),
    ("Oakland Hills", "MI", -5),
    ("Springdale", "OH", -5),
    ("Georgetown", "OH", -5),
    ("Clifton", "NY", -5),
    ("Harborview", "NY", -5),
    ("Pleasant Hill", "TN", -6),
    ("Sunnyside", "GA", -5),
)
"""City, state, hours from UTC."""
COUNTRIES = _split("Brazil Canada China France Germany Ghana India Japan Mexico Norway Poland Turkey")
MARITAL = ("single", "married", "divorced", "widowed")
EDUCATION = ("primary", "secondary", "college", "advanced")
SHIFTS = ("night", "morning", "afternoon", "evening")
CARRIERS = ("Blue Line", "Falcon", "Northway", "Parcelo")
REASONS = (
    "Arrived damaged",
    "Arrived too late",
    "Changed my mind",
    "Does not fit",
    "Does not work",
    "Found a better price",
    "Gift not wanted",
    "Parts missing",
    "Wrong item",
)
COLORS = ("beige", "black", "blue", "green", "red", "white", "yellow")
BRANDS = (
    ("Amberly", "Northwind Goods"),
    ("Brio", "Northwind Goods"),
    ("Corvo", "Helix Works"),
    ("Delta One", "Helix Works"),
    ("Everly", "Sunrise Makers"),
    ("Fjord", "Sunrise Makers"),
    ("Gala", "Old Mill"),
    ("Horizon", "Old Mill"),
)
"""Brand and its maker."""
CLASSES = {
    "Books": ("cooking", "fiction", "history", "travel"),
    "Electronics": ("audio", "camera", "phone", "wearable"),
    "Home": ("bedding", "decor", "kitchen", "lighting"),
    "Music": ("classical", "country", "jazz", "pop"),
    "Shoes": ("boots", "sandals", "sneakers"),
    "Sports": ("camping", "cycling", "football", "golf"),
}
DEPARTMENTS = tuple(sorted(CLASSES))
HOLIDAYS = frozenset({(1, 1), (5, 1), (7, 4), (11, 25), (12, 25), (12, 26)})
MONTHS = _split("January February March April May June July August September October November December")
WEEKDAYS = _split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
