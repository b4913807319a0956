"""Tokens a second of the embedded model through goldthread beside the bare runtime, at 4 and 8 sequences, in one run.

Bare: llama.cpp's server in a child of its own with its default settings, asked over plain HTTP by threads, replies not
streamed. Ours: the client as a run uses it: chat template, streaming with the guard that stops loops, reservation,
journal with fsync; and once more with the grammar that holds a small model's passages to prose. The same prompts, seeds
and limits; tokens are those that the runtime counted. The sides take turns, so that a busy machine slows all.

Run: python bench/embedded.py [ROUNDS]
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from goldthread.agents.caller import JournaledCaller
from goldthread.agents.writing.draft import ask
from goldthread.agents.writing.grammar import passage_grammar
from goldthread.models.ceilings import Ledger
from goldthread.models.embedded import free_port, open_embedded
from goldthread.models.prices import Prices
from goldthread.models.weights import find_weights
from goldthread.schemas.call import Message, Request
from goldthread.store.journal import Journal

TOKENS = 96
TOPICS = ("a lamp", "a harbour", "an orchard", "a mill", "a winter road", "a bakery", "a river", "a library")
PARALLEL = 8
BARE = """
import os, sys, time, xllamacpp
ready = os.dup(1); os.dup2(2, 1)
parameters = xllamacpp.CommonParams()
parameters.model.path, parameters.port, parameters.n_parallel = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
parameters.n_ctx, parameters.ui = 2048 * int(sys.argv[3]), False
server = xllamacpp.Server(parameters)
os.write(ready, b"ready\\n")
time.sleep(3600)
"""


def prompt(topic: str, turn: int) -> str:
    """A request of about 20 tokens."""
    return f"Write a long story about {topic} in the year {1900 + turn}."


def bare_tokens(address: str, topic: str, turn: int) -> int:
    """Tokens of one reply of the bare runtime."""
    text = f"<|im_start|>user\n{prompt(topic, turn)}<|im_end|>\n<|im_start|>assistant\n"
    body = {"prompt": text, "n_predict": TOKENS, "seed": turn, "temperature": 0.8, "top_p": 0.95}
    request = urllib.request.Request(
        f"{address}/completion", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return int(json.load(answer)["tokens_predicted"])


def bare_rate(address: str, sequences: int, turn: int) -> float:
    """Tokens a second of the bare runtime with so many sequences at a time, 2 replies a sequence."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(sequences) as pool:
        tokens = sum(pool.map(lambda n: bare_tokens(address, TOPICS[n % 8], turn + n), range(2 * sequences)))
    return tokens / (time.perf_counter() - begun)


async def our_rate(caller: JournaledCaller, sequences: int, turn: int, grammar: str | None) -> float:
    """Tokens a second through the caller with so many sequences at a time, 2 replies a sequence."""
    free = asyncio.Semaphore(sequences)

    async def one(number: int) -> int:
        request = Request(
            role="writer",
            purpose="passage",
            messages=(Message(role="user", content=prompt(TOPICS[number % 8], turn + number)),),
            max_tokens=TOKENS,
            seed=turn + number,
            temperature=0.8,
            grammar=grammar,
        )
        async with free:
            _text, reply, _notes = await ask(caller, request, "Heading", lambda _piece: None)
        return reply.usage.output

    begun = time.perf_counter()
    tokens = sum(await asyncio.gather(*(one(number) for number in range(2 * sequences))))
    return tokens / (time.perf_counter() - begun)


def start_bare(gguf: Path, port: int) -> "subprocess.Popen[bytes]":
    """The bare runtime, once it listens."""
    bare = subprocess.Popen(
        [sys.executable, "-c", BARE, str(gguf), str(port), str(PARALLEL)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert bare.stdout is not None
    bare.stdout.readline()
    return bare


async def measure(gguf: Path, rounds: int, folder: Path) -> None:
    """Print the figures."""
    port = free_port()
    bare = start_bare(gguf, port)
    model = open_embedded("embedded", "smollm2-135m", log=None)
    journal = Journal(folder / "calls.jsonl")

    async def send(model, request, on_text):  # type: ignore[no-untyped-def]
        return await model.call(request, on_text), 1

    caller = JournaledCaller(
        {"default": model}, journal, ledger=Ledger(), prices=Prices({}), send=send, on_call=lambda *_: None
    )
    address = f"http://127.0.0.1:{port}"
    try:
        turn = 0
        bare_rate(address, 4, turn)
        await our_rate(caller, 4, turn, None)
        for sequences in (4, 8):
            plain, held = [], []
            for _ in range(rounds):
                turn += 100
                base = await asyncio.to_thread(bare_rate, address, sequences, turn)
                plain.append((base, await our_rate(caller, sequences, turn, None)))
                held.append((base, await our_rate(caller, sequences, turn + 50, passage_grammar("en"))))
            for name, pairs in (("plain", plain), ("with grammar", held)):
                ratio = statistics.median(ours / base for base, ours in pairs)
                print(
                    f"{sequences} sequences, {name:<12}: bare {statistics.median(base for base, _ in pairs):6.1f} tokens/s, "
                    f"ours {statistics.median(ours for _, ours in pairs):6.1f}, ratio {ratio:.2f}"
                )
    finally:
        bare.kill()
        await model.close()


def main(rounds: int) -> None:
    """Run it in a temporary folder."""
    gguf = find_weights("smollm2-135m")
    if gguf is None:
        raise SystemExit("the weights are missing: goldthread models pull smollm2-135m")
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(measure(gguf, rounds, Path(name)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
