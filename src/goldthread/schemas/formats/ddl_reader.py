"""DDL of a catalog file read back: CREATE TABLE statements and the comments around them.

For files that `as_ddl` wrote; DDL of any other origin goes through the importer, which knows SQL's dialects.
"""

import re
from dataclasses import replace

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.formats.data import KINDS
from goldthread.schemas.formats.escapes import any_lines, split_names
from goldthread.schemas.formats.format import broken, check_end
from goldthread.schemas.formats.sql_words import NO_TYPE, Token, nesting, read_name, tokens

END = "end"
_KEYED = re.compile(r"(domain|kind|description|note|dialect|samples): (.*)")
_HEADING = re.compile(r"(Catalog|Domain)(?: (.*))?")
_END = Token("end", "the end of the file", 0, 0)
_STATEMENT = "a statement is CREATE TABLE name (columns, PRIMARY KEY (...), FOREIGN KEY (...) REFERENCES name (...));"


def _comment(token: Token) -> str:
    return token.text[2:].removesuffix("\r").strip(" ")


def _joined(*notes: str) -> str:
    return "\n".join(note for note in notes if note)


class Reader:
    """Takes the tokens of a text one by one."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._tokens = tokens(text)
        self._catalog = Catalog("")
        self._domains: dict[str, Domain] = {}
        self._tables: dict[str, Table] = {}
        self._columns: dict[str, Column] = {}
        self._keys: list[ForeignKey] = []
        self._primary: tuple[str, ...] = ()
        self._said: dict[str, str] = {}
        self._about: tuple[str, str] | None = None
        self._ended = False
        self._last: str | ForeignKey | None = None
        """What the comments inside a statement are about: a column's name, a foreign key, or the table."""

    def read(self) -> Catalog:
        """The catalog of the text."""
        lines = 0
        for token in self._tokens:
            if token.kind == "line":
                lines += 1
                if lines > 1:
                    self._close()
                continue
            lines = 0
            if token.kind == "comment":
                self._outside(token)
            elif token.text.upper() == "CREATE":
                self._statement(token)
            elif token.text != ";":
                raise self._wrong(token, f"{token.text[:40]!r} begins no statement", _STATEMENT)
        self._close()
        check_end(self._text, self._file, f"-- {END}", ended=self._ended)
        if "note" in self._said and self._tables:
            last = [*self._tables.values()][-1]
            self._tables[last.name] = replace(last, note=_joined(last.note, self._said["note"]))
        return replace(self._catalog, domains=(*self._domains.values(),), tables=(*self._tables.values(),))

    def _wrong(self, token: Token, message: str, remedy: str = _STATEMENT) -> BadInput:
        at = token.start if token.kind != "end" else len(self._text)
        return broken(self._file, self._text.count("\n", 0, at) + 1, message, remedy)

    def _close(self) -> None:
        if self._about is None:
            return
        kind, name = self._about
        said = self._said.get
        if kind == "Catalog":
            self._catalog = Catalog(name, said("description", ""), dialect=said("dialect", ""), note=said("note", ""))
        else:
            self._domains[name] = Domain(name, said("description", ""), said("note", ""))
        self._about, self._said = None, {}

    def _outside(self, token: Token) -> None:
        """A comment outside of statements: a heading, or something about what stands below it."""
        text = _comment(token)
        if heading := _HEADING.fullmatch(text):
            self._close()
            kind, name = heading[1], any_lines(heading[2] or "")
            if (kind == "Domain" and name in self._domains) or (kind == "Catalog" and self._catalog != Catalog("")):
                raise self._wrong(token, f"the {kind.lower()} {name[:80]!r} is there twice", "keep one of them")
            self._about, self._said = (kind, name), {}
        elif text == END:
            self._close()
            self._ended = True
        elif keyed := _KEYED.fullmatch(text):
            if keyed[1] in self._said and keyed[1] != "note":
                raise self._wrong(token, f"says {keyed[1]!r} twice", "keep one of them")
            self._said[keyed[1]] = _joined(self._said.get(keyed[1], ""), any_lines(keyed[2]))
        else:
            self._said["note"] = _joined(self._said.get("note", ""), any_lines(text))

    def _next(self) -> Token:
        """The next token of a statement; comments on the way are taken."""
        fresh = False
        for token in self._tokens:
            if token.kind == "line":
                fresh = True
            elif token.kind == "comment":
                self._inside(token, own_line=fresh)
            elif token.kind == "strange":
                raise self._wrong(token, f"{token.text!r} has no end", "close the quotes")
            else:
                return token
        return _END

    def _inside(self, token: Token, *, own_line: bool) -> None:
        text, about = _comment(token), self._last
        keyed = _KEYED.fullmatch(text) if own_line else None
        if isinstance(about, ForeignKey) and not own_line:
            self._keys[-1] = replace(self._keys[-1], role=any_lines(text))
        elif isinstance(about, str) and not own_line:
            self._columns[about] = replace(self._columns[about], description=any_lines(text))
        elif isinstance(about, str):
            self._columns[about] = self._remarked(token, self._columns[about], keyed[1] if keyed else "", text)
        else:
            note = keyed[2] if keyed and keyed[1] == "note" else text
            self._said["note"] = _joined(self._said.get("note", ""), any_lines(note))

    def _remarked(self, token: Token, column: Column, key: str, text: str) -> Column:
        if key == "samples":
            try:
                return replace(column, samples=split_names(any_lines(text.split(": ", 1)[1])))
            except ValueError as error:
                raise self._wrong(token, "samples cannot be read", str(error)) from error
        said = text.split(": ", 1)[1] if key == "note" else text
        return replace(column, note=_joined(column.note, any_lines(said)))

    def _expect(self, *words: str) -> Token:
        for word in words:
            token = self._next()
            if token.text.upper() != word:
                raise self._wrong(token, f"{word} should stand before {token.text[:40]!r}")
        return token

    def _name(self, token: Token) -> str:
        if token.kind not in ("name", "word"):
            raise self._wrong(token, f"a name should stand before {token.text[:40]!r}")
        return read_name(token.text)

    def _table_name(self) -> tuple[str, Token]:
        """The name of a table, and the token behind it."""
        parts = [self._name(self._next())]
        while (token := self._next()).text == ".":
            parts.append(self._name(self._next()))
        return ".".join(parts), token

    def _names(self, token: Token) -> tuple[str, ...]:
        if token.text != "(":
            raise self._wrong(token, f"( should stand before {token.text[:40]!r}")
        names: list[str] = []
        while (token := self._next()).text != ")" or token.kind != "mark":
            if token.text != "," or token.kind != "mark":
                names.append(self._name(token))
        return tuple(names)

    def _statement(self, create: Token) -> None:
        if self._about:
            self._close()
        self._expect("TABLE")
        name, token = self._table_name()
        if name in self._tables:
            raise self._wrong(create, f"the table {name[:80]!r} is there twice", "keep one of them")
        if token.text != "(":
            raise self._wrong(token, f"( should stand before {token.text[:40]!r}")
        self._columns, self._keys, self._primary, self._last = {}, [], (), None
        token = self._next()
        while token.text != ")" or token.kind != "mark":
            token = self._item(token)
            if token.text == "," and token.kind == "mark":
                token = self._next()
        self._last = None
        self._expect(";")
        said = self._said.get
        kind = said("kind", "table")
        if kind not in KINDS:
            raise self._wrong(create, f"there is no kind {kind[:80]!r}", f"kinds are: {', '.join(KINDS)}")
        self._tables[name] = Table(
            name,
            said("domain", ""),
            said("description", ""),
            (*self._columns.values(),),
            self._primary,
            (*self._keys,),
            kind,  # type: ignore[arg-type]
            said("note", ""),
        )
        self._said = {}

    def _item(self, token: Token) -> Token:
        """A column or a key; the token behind it."""
        word = token.text.upper() if token.kind == "word" else ""
        if word == "PRIMARY":
            self._expect("KEY")
            self._last = None
            self._primary = self._names(self._next())
            return self._next()
        return self._foreign() if word == "FOREIGN" else self._column(token)

    def _foreign(self) -> Token:
        self._expect("KEY")
        columns = self._names(self._next())
        self._expect("REFERENCES")
        self._last = ForeignKey(columns, "", ())
        self._keys.append(self._last)
        table, token = self._table_name()
        references: tuple[str, ...] = ()
        if token.text == "(" and token.kind == "mark":
            references = self._names(token)
            token = self._next()
        self._keys[-1] = replace(self._keys[-1], table=table, references=references)
        return token

    def _column(self, token: Token) -> Token:
        name = self._name(token)
        if name in self._columns:
            raise self._wrong(token, f"the column {name[:80]!r} is there twice", "keep one of them")
        self._columns[name] = Column(name)
        self._last = name
        found: list[Token] = []
        depth = 0
        while True:
            token = self._next()
            if token.kind == "end":
                raise self._wrong(
                    token, "the statement has no end", "put ); behind it; the file may have been cut short"
                )
            if depth == 0 and token.kind == "mark" and token.text in ",)":
                break
            depth += nesting(token)
            found.append(token)
        words = [one.text.upper() for one in found]
        required = words[-2:] == ["NOT", "NULL"]
        found = found[:-2] if required else found
        type = self._text[found[0].start : found[-1].end] if found else ""
        if len(found) == 1:
            type = "" if type == NO_TYPE else read_name(type) if found[0].kind == "name" else type
        self._columns[name] = replace(self._columns[name], type=type, nullable=not required)
        return token
