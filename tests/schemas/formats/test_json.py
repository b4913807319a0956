"""JSON is written as Python's own encoder writes it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from goldthread.schemas.formats import as_json

plain = st.recursive(
    st.text() | st.booleans() | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(plain)
def test_text_is_that_of_the_standard_encoder(data: object) -> None:
    assert as_json._text(data, "\n") == json.dumps(data, ensure_ascii=False, indent=2)
