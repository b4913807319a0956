"""The compiler: a request in six languages becomes constraints on exact sections."""

from goldthread.compile.files import dump_constraints, load_constraints, to_lines
from goldthread.compile.placing import accept_reading, merge_job_constraints, place_constraints
from goldthread.compile.read import compile_request

__all__ = [
    "accept_reading",
    "compile_request",
    "dump_constraints",
    "load_constraints",
    "merge_job_constraints",
    "place_constraints",
    "to_lines",
]
