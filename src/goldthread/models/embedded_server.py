"""The child process that runs llama.cpp's server on loopback; it ends with its parent.

Called as `python -m goldthread.models.embedded_server GGUF PORT PARALLEL CONTEXT THREADS`. It prints `ready` on stdout
when it listens; what the runtime says goes to stderr, which the parent connects to the run's `server.log`.
"""

import ctypes
import os
import signal
import sys
import threading


def die_with_parent() -> None:
    """End this process when its parent ends, by the kernel where it can and by the closed stdin everywhere."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)

    def watch() -> None:
        while sys.stdin.buffer.read(1):
            pass
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def serve(gguf: str, port: int, parallel: int, context: int, threads: int) -> None:
    """Serve one model until the parent ends."""
    die_with_parent()
    ready = os.dup(1)
    os.dup2(2, 1)
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = gguf
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_parallel = parallel
    parameters.n_ctx = parallel * context
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.warmup = False
    parameters.ui = False
    server = xllamacpp.Server(parameters)
    os.write(ready, f"ready {server.listening_address}\n".encode())
    signal.pause()


if __name__ == "__main__":
    serve(sys.argv[1], *(int(one) for one in sys.argv[2:6]))
