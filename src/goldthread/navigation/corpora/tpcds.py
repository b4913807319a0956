"""`tpcds`: the tables of TPC-DS with rows from the generator `tpcgen-cli` (extra `tpcds`), at any scale factor."""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.errors import BadInput, GoldthreadError
from goldthread.navigation.corpora.base import Corpus, quoted
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SMALLEST, LARGEST = 0.001, 100.0
PATIENCE = 3_600
"""Seconds that the generator may take."""

TARGETS = {
    "addr_sk": ("customer_address", "ca_address_sk"),
    "call_center_sk": ("call_center", "cc_call_center_sk"),
    "catalog_page_sk": ("catalog_page", "cp_catalog_page_sk"),
    "cdemo_sk": ("customer_demographics", "cd_demo_sk"),
    "customer_sk": ("customer", "c_customer_sk"),
    "date_sk": ("date_dim", "d_date_sk"),
    "hdemo_sk": ("household_demographics", "hd_demo_sk"),
    "income_band_sk": ("income_band", "ib_income_band_sk"),
    "item_sk": ("item", "i_item_sk"),
    "promo_sk": ("promotion", "p_promo_sk"),
    "reason_sk": ("reason", "r_reason_sk"),
    "ship_mode_sk": ("ship_mode", "sm_ship_mode_sk"),
    "store_sk": ("store", "s_store_sk"),
    "time_sk": ("time_dim", "t_time_sk"),
    "warehouse_sk": ("warehouse", "w_warehouse_sk"),
    "web_page_sk": ("web_page", "wp_web_page_sk"),
    "web_site_sk": ("web_site", "web_site_sk"),
}
"""What a key column refers to, by how its name ends."""
FACT_KEYS = {
    "store_sales": ("ss_item_sk", "ss_ticket_number"),
    "store_returns": ("sr_item_sk", "sr_ticket_number"),
    "catalog_sales": ("cs_item_sk", "cs_order_number"),
    "catalog_returns": ("cr_item_sk", "cr_order_number"),
    "web_sales": ("ws_item_sk", "ws_order_number"),
    "web_returns": ("wr_item_sk", "wr_order_number"),
    "inventory": ("inv_date_sk", "inv_item_sk", "inv_warehouse_sk"),
}
PRIMARY = dict(TARGETS.values())
DOMAINS = {
    "store": "Sales and returns in stores",
    "catalog": "Sales and returns by catalog",
    "web": "Sales and returns on the web",
    "customer": "Customers and their households",
    "shared": "What all channels share",
}


def tpcds(name: str, scale: float, seed: int) -> Corpus:
    """The corpus at a scale factor; the generator has one seed of its own, so `seed` changes nothing.

    Raises:
        BadInput: The generator is not installed, or the scale is out of bounds.
    """
    if not SMALLEST <= scale <= LARGEST:
        raise BadInput(f"{name}: a scale factor is {SMALLEST} to {LARGEST:g}", remedy="for instance tpcds-0.01")
    with _generated(SMALLEST) as (connection, files):
        tables = tuple(_table(connection, table, file) for table, file in files.items())
    domains = tuple(Domain(one, text) for one, text in DOMAINS.items())
    catalog = Catalog("tpcds", f"TPC-DS at scale factor {scale:g}.", domains, tables, dialect="duckdb")
    return Corpus(name, seed, catalog, fill=lambda connection: _fill(connection, scale))


def _fill(connection: "DuckDBPyConnection", scale: float) -> None:
    with _generated(scale) as (_, files):
        for table, file in files.items():
            connection.execute(f"CREATE TABLE {quoted(table)} AS SELECT * FROM read_parquet(?)", [str(file)])


@contextmanager
def _generated(scale: float) -> "Iterator[tuple[DuckDBPyConnection, dict[str, Path]]]":
    """The generator's files by table, and a connection to look at them, while the context lasts."""
    import duckdb

    beside = Path(sys.executable).parent
    program = shutil.which("tpcgen-cli", path=str(beside)) or shutil.which("tpcgen-cli")
    if program is None:
        raise BadInput("TPC-DS needs its generator", remedy="pip install 'goldthread[tpcds]'")
    with tempfile.TemporaryDirectory(prefix="tpcds-") as folder:
        command = [program, "tpcds", "parquet", "-s", f"{scale:g}", "-o", folder]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603
        except subprocess.CalledProcessError as error:
            told = error.stderr.decode(errors="replace").strip()[-500:]
            raise GoldthreadError(f"tpcgen-cli failed: {told}", remedy="try it by hand: tpcgen-cli tpcds") from None
        except subprocess.TimeoutExpired:
            raise GoldthreadError(f"tpcgen-cli took more than {PATIENCE} s", remedy="take a smaller scale") from None
        files = {one.stem: one for one in sorted(Path(folder).glob("*.parquet")) if one.stem != "dbgen_version"}
        with duckdb.connect() as connection:
            yield connection, files


def _table(connection: "DuckDBPyConnection", name: str, file: Path) -> Table:
    told = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
    primary = (PRIMARY[name],) if name in PRIMARY else FACT_KEYS[name]
    columns = tuple(Column(column, kind, nullable=column not in primary) for column, kind, *_ in told)
    keys = [one for column in columns if (one := _key(name, column.name)) is not None]
    often = Counter(key.table for key in keys)
    keys = [key if often[key.table] > 1 else replace(key, role="") for key in keys]
    sale = name.replace("returns", "sales")
    if sale != name:
        keys.append(ForeignKey(primary, sale, FACT_KEYS[sale], "sale"))
    domain = name.partition("_")[0]
    return Table(name, domain if domain in DOMAINS else "shared", "", columns, primary, tuple(keys))


def _key(table: str, column: str) -> ForeignKey | None:
    if column == PRIMARY.get(table):
        return None
    for ending, (target, key) in TARGETS.items():
        if column.endswith(f"_{ending}"):
            role = column.removesuffix("_sk").partition("_")[2].replace("_", " ")
            return ForeignKey((column,), target, (key,), role)
    return None
