"""File names out of titles."""

import re
import unicodedata


def slugify(title: str, longest: int = 40) -> str:
    """Lower-case words of a title joined by hyphens, letters of any script kept; `section` where none is left."""
    plain = unicodedata.normalize("NFKC", title).lower()
    words = re.findall(r"[^\W_]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer.encode()) > longest:
            break
        slug = longer
    return slug or "section"
