"""Whether a difference is small enough not to matter: verdicts from an interval and a margin."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Within:
    """What an interval says of a margin.

    Attributes:
        equivalent: The whole interval is nearer to 0 than the margin.
        non_inferior: The whole interval is above -margin.
    """

    equivalent: bool
    non_inferior: bool


def within(low: float, high: float, margin: float) -> Within:
    """Two one-sided tests, each at level `alpha`, by the interval of level 1 - 2 `alpha`.

    Source: Schuirmann, "A comparison of the two one-sided tests procedure and the power approach for assessing the
    equivalence of average bioavailability", Journal of Pharmacokinetics and Biopharmaceutics 15, 1987, 657-680;
    non-inferiority is its lower half.

    Args:
        low: Lower limit of the difference, greater being better.
        high: Upper limit.
        margin: Greatest difference that does not matter, above 0.
    """
    return Within(-margin < low and high < margin, -margin < low)
