"""What people wrote in a catalog's files, told from what came from the source, and carried over to what is new.

The manifest has a short hash of every description, note, role and foreign key that the source gave. A text in a file
that has no such hash is a person's. It stays as long as its table or column does; the source's own text comes back when
the person's is deleted.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

SIZE = 4
_CATALOG, _DOMAIN, _TABLE = _ABOVE = ("\1", "\2", "\3")
"""Stand for the table where a text belongs to something above columns."""


class Named(Protocol):
    """Whatever has a name, a description and a note."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102


def _hash(*place: str) -> str:
    return hashlib.blake2b("\0".join(place).encode(errors="surrogatepass"), digest_size=SIZE).hexdigest()


def _key(table: str, one: ForeignKey) -> tuple[str, ...]:
    return (table, "key", *one.columns, "", one.table, *one.references)


def _texts(table: str, one: Named) -> Iterable[tuple[str, ...]]:
    if one.description:
        yield table, one.name, "description", one.description
    if one.note:
        yield table, one.name, "note", one.note


def known(part: Catalog) -> str:
    """Short hashes of all texts and foreign keys of a part as the source has it, behind each other."""
    said = [*_texts(_CATALOG, part)]
    for domain in part.domains:
        said += _texts(_DOMAIN, domain)
    for table in part.tables:
        said += _texts(_TABLE, table)
        for column in table.columns:
            said += _texts(table.name, column)
        for key in table.foreign_keys:
            said.append(_key(table.name, key))
            if key.role:
                said.append((*_key(table.name, key), "role", key.role))
    return "".join(_hash(*one) for one in said)


class Words:
    """Carries people's words from files to a catalog that the source gave anew."""

    def __init__(self, hashes: Iterable[str]) -> None:
        self._known = {one[at : at + 2 * SIZE] for one in hashes for at in range(0, len(one), 2 * SIZE)}
        self.kept: list[str] = []
        """Places where a person's text stands and the source has another."""

    def _is_known(self, *place: str) -> bool:
        return _hash(*place) in self._known

    def _text(self, table: str, name: str, field: str, old: str, new: str) -> str:
        if not old or old == new or self._is_known(table, name, field, old):
            return new
        if new:
            self.kept.append(f"{name if table in _ABOVE else f'{table}.{name}'}: {field}")
        return old

    def _named(self, table: str, old: Named, new: Named) -> tuple[str, str]:
        return (
            self._text(table, new.name, "description", old.description, new.description),
            self._text(table, new.name, "note", old.note, new.note),
        )

    def head(self, old: Catalog, new: Catalog) -> Catalog:
        """The head and domains of a new catalog with the words of the old."""
        named = replace(old, name=new.name)
        description, note = self._named(_CATALOG, named, new)
        before = {one.name: one for one in old.domains}
        domains = tuple(self.domain(before.get(one.name), one) for one in new.domains)
        return replace(new, description=description, note=note, domains=domains)

    def domain(self, old: Domain | None, new: Domain) -> Domain:
        """A domain with the words of the old."""
        return Domain(new.name, *self._named(_DOMAIN, old, new)) if old else new

    def table(self, old: Table, new: Table) -> Table:
        """A table with the words of the old: descriptions, notes, roles, and foreign keys that a person added."""
        before = {one.name: one for one in old.columns}
        columns = tuple(self._column(new.name, before.pop(one.name, None), one) for one in new.columns)
        description, note = self._named(_TABLE, old, new)
        for gone in before.values():
            said = [
                text
                for _, _, field, text in _texts(new.name, gone)
                if not self._is_known(new.name, gone.name, field, text)
            ]
            note = "\n".join([*([note] if note else []), *(f"{gone.name} (gone): {text}" for text in said)])
        names = {one.name for one in columns}
        keys = [self._role(new.name, old.foreign_keys, one) for one in new.foreign_keys]
        there = {(one.columns, one.table, one.references) for one in keys}
        for key in old.foreign_keys:
            fresh = (key.columns, key.table, key.references) not in there
            if fresh and set(key.columns) <= names and not self._is_known(*_key(new.name, key)):
                keys.append(key)
        return replace(new, description=description, note=note, columns=columns, foreign_keys=(*keys,))

    def _column(self, table: str, old: Column | None, new: Column) -> Column:
        if not old:
            return new
        description, note = self._named(table, old, new)
        same = description == new.description and note == new.note
        return new if same else replace(new, description=description, note=note)

    def _role(self, table: str, old: Iterable[ForeignKey], new: ForeignKey) -> ForeignKey:
        place = _key(table, new)
        for one in old:
            if _key(table, one) == place and one.role and not self._is_known(*place, "role", one.role):
                return replace(new, role=one.role)
        return new
