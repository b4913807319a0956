"""The MCP server with the official client, and with one that means ill."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from goldthread.navigation.corpora import corpus
from goldthread.store.catalogs import build
from goldthread.tokens import count_tokens
from tests.workflows.asking import scripted, turn


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("mcp")
    retail = corpus("retail")
    build(retail.catalog, folder / "catalog")
    retail.make_database(folder / "retail.duckdb")
    return folder / "catalog", folder / "retail.duckdb"


def command(catalog: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "goldthread", "mcp", "--catalog", str(catalog), *more]


def text_of(result: Any) -> str:
    return cast(str, result.content[0].text)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_official_client_uses_every_tool(shop: tuple[Path, Path], mode: str) -> None:
    catalog, database = shop
    program, *arguments = command(catalog, "--db", str(database))
    async with Client(stdio_client(StdioServerParameters(command=program, args=arguments)), mode=mode) as client:
        tools = {one.name: one for one in (await client.list_tools()).tools}
        assert [*tools] == ["list", "read", "grep", "path", "describe", "find", "sql", "ask"]
        assert all(one.input_schema["type"] == "object" and one.description for one in tools.values())
        assert "navigator.md" in text_of(await client.call_tool("list", {}))
        assert "store_sales" in text_of(await client.call_tool("read", {"path": "navigator.md"}))
        assert "customer" in text_of(await client.call_tool("grep", {"pattern": "e.?mail"}))
        assert "store_sales" in text_of(await client.call_tool("describe", {"table": "store_sales"}))
        joined = text_of(await client.call_tool("path", {"start": "store_sales", "end": "item"}))
        assert "store_sales.item_id = item.item_id" in joined
        assert "item" in text_of(await client.call_tool("find", {"question": "Which brands of items sold best?"}))
        counted = text_of(await client.call_tool("sql", {"sql": "SELECT count(*) AS stores FROM store"}))
        assert counted.splitlines()[:2] == ["1 row", "stores"]
        assert int(counted.splitlines()[2]) > 0
        refused = await client.call_tool("sql", {"sql": "SELECT nme FROM store"})
        assert refused.is_error
        assert "nme" in text_of(refused)
        assert (await client.call_tool("sql", {"sql": "DROP TABLE store"})).is_error
        assert (await client.call_tool("unknown", {})).is_error


async def test_the_official_client_asks(shop: tuple[Path, Path], tmp_path: Path) -> None:
    count = "SELECT COUNT(*) AS stores FROM store"
    model = scripted(tmp_path, turn("find", question="stores"), turn("answer", sql=count))
    program, *arguments = command(shop[0], "--db", str(shop[1]), "--model", model)
    async with Client(stdio_client(StdioServerParameters(command=program, args=arguments))) as client:
        said = text_of(await client.call_tool("ask", {"question": "How many stores are there?"})).splitlines()
        assert said[:1] == [count]
        assert said[1].startswith("store: ranked")
        assert said[2] == "stores"
        assert int(said[3]) > 0
        for question in ("", "x" * 15_000):
            assert (await client.call_tool("ask", {"question": question})).is_error
        assert "store" in text_of(await client.call_tool("find", {"question": "stores"}))


async def test_without_a_database_sql_is_bound_and_not_run(shop: tuple[Path, Path]) -> None:
    program, *arguments = command(shop[0])
    async with Client(stdio_client(StdioServerParameters(command=program, args=arguments))) as client:
        said = text_of(await client.call_tool("sql", {"sql": "SELECT count(*) FROM store"}))
        assert said.startswith("bound, not run")


class Raw:
    """A client that writes what it likes."""

    def __init__(self, catalog: Path) -> None:
        self.process = subprocess.Popen(
            command(catalog), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
        assert "result" in self.ask("initialize", hello, 0)
        self.send(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')

    def send(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        return cast("dict[str, Any]", json.loads(self.process.stdout.readline()))

    def ask(self, method: str, params: Any, number: Any) -> dict[str, Any]:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, "id": number}).encode() + b"\n")
        return self.receive()

    def lives(self) -> bool:
        reply = self.ask("tools/call", {"name": "grep", "arguments": {"pattern": "store"}}, 77)
        return reply["id"] == 77 and "store" in reply["result"]["content"][0]["text"]


@pytest.fixture(scope="module")
def raw(shop: tuple[Path, Path]) -> Iterator[Raw]:
    client = Raw(shop[0])
    yield client
    assert client.process.stdin
    client.process.stdin.close()
    assert client.process.wait(10) == 0
    assert client.process.stdout
    client.process.stdout.close()


def test_an_argument_of_100_megabytes_is_refused(raw: Raw) -> None:
    huge = {"name": "grep", "arguments": {"pattern": "a" * 100_000_000}}
    reply = raw.ask("tools/call", huge, 5)
    assert reply["id"] == 5
    assert "at most 1,000,000 bytes" in reply["error"]["message"]
    assert raw.lives()


@pytest.mark.parametrize("size", [1_000_000, 5_000_000])
def test_a_message_that_is_too_long_is_answered_wherever_its_id_stands(raw: Raw, size: int) -> None:
    call = {"name": "grep", "arguments": {"pattern": "a" * size, "id": 8}}
    for message in (
        {"jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": call},
        {"jsonrpc": "2.0", "method": "tools/call", "params": call, "id": 6},
    ):
        raw.send(json.dumps(message).encode() + b"\n")
        reply = raw.receive()
        assert (reply["id"], reply["error"]["code"]) == (6, -32600)
    assert raw.lives()


async def test_the_official_client_is_told_that_an_argument_is_too_long(shop: tuple[Path, Path]) -> None:
    program, *arguments = command(shop[0])
    async with Client(stdio_client(StdioServerParameters(command=program, args=arguments))) as client:
        with pytest.raises(MCPError, match="at most 1,000,000 bytes"):
            await client.call_tool("read", {"path": "x" * 10_000_000})
        assert not (await client.call_tool("list", {})).is_error


@pytest.mark.parametrize(
    "line",
    [b"{", b"nonsense", b"[]", b"\xff\xfe\x00", b'{"a": ' + b"[" * 100_000, b"3", b'{"jsonrpc": "2.0"', b'"\x00"'],
)
def test_what_is_no_json_gets_an_error(raw: Raw, line: bytes) -> None:
    raw.send(line + b"\n")
    assert raw.receive()["error"]["code"] == -32700
    assert raw.lives()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("remove", {}),
        ("read", {"path": "/etc/passwd"}),
        ("read", {"path": "../../../../etc/passwd"}),
        ("read", {"path": "domains/../../x"}),
        ("read", {"path": "a\u0000b"}),
        ("read", {"path": ".goldthread/manifest.json"}),
        ("read", {"path": "\ud800"}),
        ("list", {"path": "/"}),
        ("list", {"path": {"a": 1}}),
        ("grep", {"pattern": "(a+)+$" * 100, "mode": "raw", "path": "../.."}),
        ("grep", {"pattern": "("}),
        ("grep", {"pattern": "a" * 30_000}),
        ("describe", {"table": "x" * 19_000}),
        ("path", {"start": "store", "end": "store", "hops": 10**30}),
        ("find", {"question": ""}),
        ("find", {"question": "x", "count": "many"}),
        ("sql", {"sql": "SELECT * FROM read_text('/etc/passwd')"}),
        ("sql", {"sql": "(" * 15_000}),
    ],
)
def test_bad_calls_get_an_error_and_the_server_lives(raw: Raw, name: str, arguments: dict[str, Any]) -> None:
    reply = raw.ask("tools/call", {"name": name, "arguments": arguments}, 9)
    assert reply["id"] == 9
    failed = "error" in reply or reply["result"]["isError"]
    assert failed, reply
    assert "root:" not in json.dumps(reply)
    assert count_tokens(json.dumps(reply)) < 2_000
    assert raw.lives()


def test_unknown_methods_and_wrong_shapes_get_an_error(raw: Raw) -> None:
    assert "error" in raw.ask("tools/destroy", {}, 10)
    assert "error" in raw.ask("tools/call", {"name": 3}, 11)
    assert "error" in raw.ask("tools/call", [], 12) or raw.lives()
    assert raw.lives()
