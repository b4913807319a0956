"""Rows of `retail`: sales with receipts and orders of several lines, returns of what was sold, stock, gaps."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from goldthread.navigation.corpora.retail_words import (
    BRANDS,
    CARRIERS,
    CITIES,
    CLASSES,
    COLORS,
    COUNTRIES,
    DEPARTMENTS,
    EDUCATION,
    FIRST_NAMES,
    HOLIDAYS,
    LAST_NAMES,
    MARITAL,
    MONTHS,
    REASONS,
    SHIFTS,
    STREETS,
    WEEKDAYS,
)

Row = tuple[Any, ...]
FIRST_DAY = date(2021, 1, 1)
DAYS = 1_095
CUSTOMERS, ADDRESSES, ITEMS, STORES, PROMOTIONS = 220, 180, 90, 8, 24
MODES = tuple((kind, way) for kind in ("express", "overnight", "regular", "two day") for way in ("air", "surface"))
SIZES = ("small", "medium", "large")
RETURNED = 0.14
"""Share of lines that come back."""
MOVED = 0.08
"""Share of sales to an address that is not the customer's present one."""


def retail_rows(seed: int) -> dict[str, list[Row]]:
    """Rows of every table, in the order of its columns."""
    rng = random.Random(f"retail {seed}")
    rows = _dimensions(rng)
    items = rows["item"]
    stocked = {item[0]: rng.randint(50, 1_500) for item in rng.sample(items, len(items) // 2)}
    rows["inventory"] = [
        (day, item[0], house, None if rng.random() < 0.03 else rng.randrange(stocked[item[0]]))
        for day in (1 + _month_offset(month) for month in range(0, 36, 3))
        for item in items
        if item[0] in stocked
        for house in range(1, 5)
    ]
    rows["store_sales"], rows["store_returns"] = _store(rng, rows)
    rows["catalog_sales"], rows["catalog_returns"] = _orders(rng, rows, rng.randint(460, 500), catalog=True)
    rows["web_sales"], rows["web_returns"] = _orders(rng, rows, rng.randint(380, 420), catalog=False)
    return rows


def _month_offset(month: int) -> int:
    return (date(2021 + month // 12, 1 + month % 12, 1) - FIRST_DAY).days


def _dimensions(rng: random.Random) -> dict[str, list[Row]]:
    pick = rng.choice
    demographics = [
        (sex, marital, degree, credit)
        for sex in "FM"
        for marital in MARITAL
        for degree in EDUCATION
        for credit in ("low", "good", "high")
    ]
    households = [
        (1 + number % 10, potential, dependents, vehicles)
        for number, (potential, dependents, vehicles) in enumerate(
            (potential, dependents, vehicles)
            for potential in ("0-500", "501-1000", "1001-5000", "over 5000")
            for dependents in range(4)
            for vehicles in range(3)
        )
    ]
    rows: dict[str, list[Row]] = {
        "calendar_day": [_day(number) for number in range(DAYS)],
        "clock_time": [_time(number) for number in range(96)],
        "income_band": [(one + 1, one * 20_000, one * 20_000 + 19_999) for one in range(10)],
        "customer_demographics": [(number, *one) for number, one in enumerate(demographics, 1)],
        "household_demographics": [(number, *one) for number, one in enumerate(households, 1)],
        "reason": [(number, one) for number, one in enumerate(REASONS, 1)],
        "ship_mode": [(number, *one, CARRIERS[number % len(CARRIERS)]) for number, one in enumerate(MODES, 1)],
    }
    rows["customer_address"] = [
        (number, f"{rng.randint(1, 990)} {pick(STREETS)}", *city[:2], f"{rng.randint(10000, 99999)}", city[2], home)
        for number in range(1, ADDRESSES + 1)
        for city, home in [(pick(CITIES), pick(("apartment", "condo", "house")))]
    ]
    rows["customer"] = [_customer(rng, number) for number in range(1, CUSTOMERS + 1)]
    rows["item"] = [_item(rng, number) for number in range(1, ITEMS + 1)]
    rows["promotion"] = [_promotion(rng, number) for number in range(1, PROMOTIONS + 1)]
    rows["store"] = [_place(rng, *one) for one in enumerate(rng.sample(CITIES, STORES), 1)]
    rows["warehouse"] = [
        (number, f"{city[0]} warehouse", *city[:2], rng.randint(40, 400) * 1_000)
        for number, city in enumerate(rng.sample(CITIES, 4), 1)
    ]
    rows["call_center"] = [
        (number, f"{city[0]} calls", _person(rng), *city[:2], rng.randint(20, 240), hours, rng.randint(1, 300))
        for number, city in enumerate(rng.sample(CITIES, 4), 1)
        for hours in [("8AM-4PM", "8AM-8PM", "8AM-12AM")[number % 3]]
    ]
    rows["catalog_page"] = [
        (number, catalog, 1 + (number - 1) % 6, DEPARTMENTS[(number - 1) % 6], frequency, start, start + 89)
        for number in range(1, 49)
        for catalog in [1 + (number - 1) // 6]
        for frequency, start in [(("monthly", "quarterly", "twice a year")[catalog % 3], 1 + (catalog - 1) * 120)]
    ]
    sites = (("Alder", "families"), ("Birch", "students"), ("Cedar", "professionals"), ("Dogwood", "families"))
    rows["web_site"] = [
        (number, f"{name} shop", _person(rng), market, rng.randint(1, 200), Decimal(rng.randint(40, 90)).scaleb(-3))
        for number, (name, market) in enumerate(sites, 1)
    ]
    kinds = ("welcome", "search", "product", "feedback", "order")
    rows["web_page"] = [
        (number, site, f"https://{sites[site - 1][0].lower()}.example/{kind}", kind, *numbers)
        for number in range(1, 21)
        for site, kind in [(1 + (number - 1) // 5, kinds[number % 5])]
        for numbers in [(rng.randint(200, 400), rng.randint(2, 25), rng.randint(1, 7))]
    ]
    return rows


def _day(number: int) -> Row:
    day = FIRST_DAY + timedelta(number)
    weekday = day.isoweekday()
    quarter = (day.month + 2) // 3
    holiday = (day.month, day.day) in HOLIDAYS
    names = MONTHS[day.month - 1], WEEKDAYS[weekday - 1]
    return number + 1, day.isoformat(), day.year, quarter, day.month, *names, weekday > 5, holiday


def _time(number: int) -> Row:
    hour = number // 4
    meal = "breakfast" if 6 <= hour < 9 else "lunch" if 11 <= hour < 14 else "dinner" if 17 <= hour < 20 else None
    return number + 1, hour, number % 4 * 15, SHIFTS[hour // 6], meal


def _person(rng: random.Random) -> str:
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def _customer(rng: random.Random, number: int) -> Row:
    first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    mail = None if rng.random() < 0.1 else f"{first}.{last}{number}@mail.example".lower()
    features = rng.randint(1, ADDRESSES), rng.randint(1, 96), rng.randint(1, 48), rng.randint(1, 365)
    born = rng.randint(1940, 2003), rng.choice(COUNTRIES)
    return number, f"C{number:05d}", first, last, *born, mail, rng.random() < 0.4, *features


def _item(rng: random.Random, number: int) -> Row:
    category = rng.choice(DEPARTMENTS)
    kind = rng.choice(CLASSES[category])
    brand, maker = rng.choice(BRANDS)
    cost = rng.randint(150, 9_000)
    price = _money(cost * rng.randint(120, 260) // 100)
    color = rng.choice(COLORS)
    name = f"{brand} {kind} {number}"
    return number, f"I{number:04d}", name, category, kind, brand, maker, color, rng.choice(SIZES), price, _money(cost)


def _promotion(rng: random.Random, number: int) -> Row:
    start = rng.randint(1, DAYS - 130)
    channels = rng.random() < 0.6, rng.random() < 0.4
    cost = _money(rng.randint(10_000, 150_000))
    purpose = ("clearance", "launch", "season")[number % 3]
    item = rng.randint(1, ITEMS)
    return number, f"{purpose} {number}", item, start, start + rng.randint(14, 120), cost, purpose, *channels


def _place(rng: random.Random, number: int, city: tuple[str, str, int]) -> Row:
    closed = DAYS - rng.randint(1, 40) if number == STORES else None
    market = ("city centre", "suburb", "small town")[number % 3]
    size = rng.randint(12, 90) * 100, rng.randint(6, 60)
    rate = Decimal(rng.randint(40, 95)).scaleb(-3)
    return number, f"{city[0]} {number}", *city[:2], _person(rng), market, *size, rng.randint(1, 90), closed, rate


def _money(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _prices(rng: random.Random, item: Row) -> tuple[int, tuple[Decimal, ...], Decimal, Decimal, Decimal]:
    """Quantity, unit prices (wholesale, list, sales), discount, net paid and net profit of a line."""
    quantity = rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 10))
    listed = item[9] * rng.choice((90, 95, 100, 100, 105)) / 100
    off = rng.choice((0, 0, 0, 5, 10, 20, 30, 50))
    cost, listed, sales = (one.quantize(Decimal("0.01")) for one in (item[10], listed, listed * (100 - off) / 100))
    discount, paid = quantity * (listed - sales), quantity * sales
    return quantity, (cost, listed, sales), discount, paid, paid - quantity * cost


def _sold_day(rng: random.Random) -> int:
    """A day; the last quarter of a year sells more."""
    day = rng.randint(1, DAYS)
    if (FIRST_DAY + timedelta(day - 1)).month < 10 and rng.random() < 0.25:
        day = rng.randrange(3) * 365 + rng.randint(274, 365)
    return day


def _promoted(rng: random.Random, rows: dict[str, list[Row]], item: int, day: int) -> int | None:
    fitting = [one[0] for one in rows["promotion"] if one[2] == item and one[3] <= day <= one[4]]
    if fitting:
        return int(fitting[0])
    return rng.randint(1, PROMOTIONS) if rng.random() < 0.25 else None


def _returned(rng: random.Random, day: int, quantity: int, paid: Decimal) -> tuple[int, int, Row]:
    """Day, units, and money (refund, fee, net loss) of a return."""
    back = rng.randint(1, quantity)
    refund = (paid * back / quantity).quantize(Decimal("0.01"))
    fee = _money(rng.choice((0, 250, 500, 1_000)))
    return min(DAYS, day + rng.randint(1, 60)), back, (refund, fee, refund - fee + _money(rng.randint(200, 900)))


def _address(rng: random.Random, customer: Row) -> int:
    """The address at the time of a sale: some customers moved later."""
    return rng.randint(1, ADDRESSES) if rng.random() < MOVED else int(customer[8])


def _store(rng: random.Random, rows: dict[str, list[Row]]) -> tuple[list[Row], list[Row]]:
    sales: list[Row] = []
    returns: list[Row] = []
    for ticket in range(1, rng.randint(880, 921)):
        day, hour = _sold_day(rng), rng.randint(32, 88)
        store = rows["store"][min(rng.randrange(STORES), rng.randrange(STORES))]
        buyer = rows["customer"][rng.randrange(CUSTOMERS)] if rng.random() > 0.04 else None
        who = (buyer[0], buyer[9], buyer[10], _address(rng, buyer)) if buyer else (None,) * 4
        for item in rng.sample(rows["item"], rng.choice((1, 2, 2, 3, 4))):
            quantity, unit, discount, paid, profit = _prices(rng, item)
            tax = (paid * store[10]).quantize(Decimal("0.01"))
            promotion = _promoted(rng, rows, item[0], day)
            head = item[0], ticket, day, hour, store[0], *who, promotion
            sales.append((*head, quantity, *unit, discount, paid, tax, profit))
            if rng.random() < RETURNED:
                back_day, back, money = _returned(rng, day, quantity, paid)
                reason = rng.randint(1, len(REASONS))
                returns.append((item[0], ticket, back_day, store[0], who[0], reason, back, *money))
    return sales, returns


def _orders(
    rng: random.Random, rows: dict[str, list[Row]], orders: int, *, catalog: bool
) -> tuple[list[Row], list[Row]]:
    sales: list[Row] = []
    returns: list[Row] = []
    for order in range(1, orders + 1):
        day, hour = _sold_day(rng), rng.randint(1, 96)
        shipped = min(DAYS, day + rng.choice((1, 1, 2, 3, 5, 9, 14)))
        payer = rows["customer"][rng.randrange(CUSTOMERS)]
        receiver = payer if rng.random() < 0.7 else rows["customer"][rng.randrange(CUSTOMERS)]
        center, mode, house = rng.randint(1, 4), rng.randint(1, len(MODES)), rng.randint(1, 4)
        parties = payer[0], _address(rng, payer), receiver[0], _address(rng, receiver)
        for item in rng.sample(rows["item"], rng.choice((1, 2, 3, 4))):
            quantity, unit, discount, paid, profit = _prices(rng, item)
            shipping = _money(rng.randint(0, 400) * quantity)
            page = rng.randint(1, 48) if catalog else (center - 1) * 5 + rng.randint(1, 5)
            via = (payer[9], center, page) if catalog else (page, center)
            head = item[0], order, day, hour, shipped, *parties, *via, mode, house, _promoted(rng, rows, item[0], day)
            sales.append((*head, quantity, *unit, discount, shipping, paid, profit))
            if rng.random() < RETURNED:
                back_day, back, money = _returned(rng, shipped, quantity, paid)
                sender = receiver[0] if rng.random() < 0.8 else payer[0]
                desk = (center, rng.randint(1, 4)) if catalog else (page,)
                reason = rng.randint(1, len(REASONS))
                returns.append((item[0], order, back_day, payer[0], sender, *desk, reason, back, *money))
    return sales, returns
