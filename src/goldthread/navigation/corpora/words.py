"""The vocabulary that synthetic catalogs are named from."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


AREAS = _split(
    "accounting advertising airfreight allocation analytics apparel appointments archives assets auctions audit "
    "banking benefits billing booking branding brokerage budgeting campus careers catering claims cleaning clinic "
    "coaching compliance construction consulting contracts courier credit crops customs delivery dental design "
    "dispatch donations drivers education elections energy engineering events export facilities fares feedback "
    "fisheries fleet forecasting forestry franchise funding gaming genomics grants grid housing imaging import "
    "incidents insurance interviews irrigation kitchen laboratory lending library licensing livestock loyalty "
    "maintenance manufacturing maritime marketing media membership messaging metering mining mobility museum networks "
    "nursing onboarding packaging parking patents payments payroll permits pharmacy planning plumbing ports pricing "
    "printing procurement publishing quality rail recruiting recycling rentals research reservations safety "
    "satellites scheduling security settlement shipping sourcing sports staffing subscriptions support surveys "
    "taxation telemetry testing ticketing tourism trading training transit treasury utilities vaccines vehicles "
    "vending veterinary visas warranty waste weather welfare"
)

NOUNS = _split(
    "account agent agreement alert allowance application approval article assignment attachment badge batch bid "
    "branch bundle campaign carrier case category certificate channel charge checklist client code collection comment "
    "commission component contact contract counter coupon course credit device discount document employee entry "
    "estimate exception expense facility factor fee file form fund goal grade group guideline inspection instrument "
    "interval invoice job journal label lease ledger letter license limit list location log lot machine manual "
    "meeting member message method metric milestone model notice offer office operator option order outcome package "
    "panel partner party payment penalty period person phase plan policy position price problem procedure product "
    "profile program project proposal provider quota quote rate reading reason receipt record region release report "
    "request resource response review risk role route rule sample schedule score segment sensor service session shift "
    "site slot source stage standard statement station step storage study subject supplier survey tag target task "
    "team template term territory test ticket token tool topic track transaction transfer unit user vendor venue "
    "version visit volume voucher wage zone"
)

ASPECTS = _split(
    "line note event status version batch rule group schedule contact document history limit type setting summary "
    "request change check owner"
)

LISTS = ("type", "status", "category", "reason", "grade", "method", "stage", "channel")
"""What small reference tables list."""

ROLES = (
    ("origin", "destination"),
    ("sender", "receiver"),
    ("requesting", "approving"),
    ("primary", "backup"),
    ("buying", "selling"),
    ("previous", "current"),
    ("opening", "closing"),
)
"""Pairs of role names of two keys that lead to one table."""

COPIES = (
    ("{}_old", "State of {} before the migration of 2019; no longer loaded."),
    ("{}_bak", "Backup of {} taken by hand; rows may be missing or double."),
    ("stg_{}", "Raw load of {} before it is cleaned; emptied every night."),
    ("{}_v2", "Draft of a new shape of {}; not in use."),
    ("tmp_{}", "Working copy of {} left by a report; nobody keeps it up to date."),
    ("{}_test", "Made-up rows in the shape of {} for tests."),
    ("{}_2019", "Rows of {} of the year 2019 alone, frozen."),
    ("{}_archive", "Rows taken out of {} after seven years."),
)
"""Names and descriptions of decoys: copies beside the table that is meant."""

ATTRIBUTES = (
    ("name", "VARCHAR", "Name as shown to people"),
    ("title", "VARCHAR", "Short title"),
    ("amount", "DECIMAL(12,2)", "Amount in euro, tax excluded"),
    ("tax_amount", "DECIMAL(12,2)", "Tax in euro"),
    ("unit_price", "DECIMAL(12,2)", "Price of one unit in euro"),
    ("quantity", "INTEGER", "Number of units"),
    ("priority", "INTEGER", "1 is most urgent, 5 least"),
    ("score", "DECIMAL(12,2)", "Result of the last rating, 0 to 1,000"),
    ("weight_kg", "DECIMAL(12,2)", "Weight in kilograms"),
    ("duration_minutes", "INTEGER", "Minutes from start to end"),
    ("currency", "VARCHAR", "Currency by its three letters"),
    ("country", "VARCHAR", "Country by its two letters"),
    ("city", "VARCHAR", "Town or city"),
    ("language", "VARCHAR", "Language by its two letters"),
    ("state", "VARCHAR", "Where in its life the row stands"),
    ("email", "VARCHAR", "Address for mail"),
    ("reference", "VARCHAR", "Number under which partners know it"),
    ("remark", "VARCHAR", "Free text of the clerk"),
    ("start_date", "DATE", "First day on which it holds"),
    ("end_date", "DATE", "Last day on which it holds"),
    ("due_date", "DATE", "Day by which it must be done"),
    ("closed_date", "DATE", "Day on which it was closed"),
    ("created_at", "TIMESTAMP", "Moment at which the row was written"),
    ("updated_at", "TIMESTAMP", "Moment of the last change of the row"),
    ("is_active", "BOOLEAN", "Whether it is in use"),
    ("is_confirmed", "BOOLEAN", "Whether a second person confirmed it"),
    ("level", "INTEGER", "Depth in the hierarchy, 1 at the top"),
    ("capacity", "INTEGER", "How many fit at once"),
    ("percentage", "DECIMAL(12,2)", "Share in percent"),
    ("version", "INTEGER", "Counted up with every change"),
)
"""Columns that any table may have: name, type, description."""
