"""The statistics of the reports by a second method: the Python library's own, and a t quantile found by
integrating Student's density and halving an interval. Nothing here is shared with plugins/kit."""

import functools
import math
import statistics


def t_density(x, freedom):
    log = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - math.log(freedom * math.pi) / 2
    return math.exp(log - (freedom + 1) / 2 * math.log1p(x * x / freedom))


def t_probability(t, freedom, steps=400):
    """P(0 < T < t), by Simpson's rule."""
    width = t / steps
    inner = sum((4 if i % 2 else 2) * t_density(i * width, freedom) for i in range(1, steps))
    return (t_density(0, freedom) + inner + t_density(t, freedom)) * width / 3


@functools.lru_cache(maxsize=None)
def t_quantile(probability, freedom):
    """t with P(T < t) = probability > 1/2."""
    low, high = 0.0, 1000.0
    while t_probability(high / 10, freedom, 4000) > probability - 0.5 and high > 1:
        high /= 10
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if t_probability(middle, freedom, 4000) < probability - 0.5 else (low, middle)
    return (low + high) / 2


def mean(values):
    return statistics.fmean(values) if values else None


def median(values):
    return statistics.median(values) if values else None


def deviation(values):
    return statistics.stdev(values) if len(values) > 1 else None


def interval(values):
    """95 % interval of the mean; None for fewer than two values."""
    if len(values) < 2:
        return None
    half = t_quantile(0.975, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return statistics.fmean(values) - half, statistics.fmean(values) + half


def normalised_gain(pre, post, maximum):
    if not pre or statistics.fmean(pre) >= maximum:
        return None
    return (statistics.fmean(post) - statistics.fmean(pre)) / (maximum - statistics.fmean(pre))


def effect_size(gains):
    spread = deviation(gains)
    return statistics.fmean(gains) / spread if spread else None


def ratio(part, whole):
    return part / whole if whole else None


def distribution(values, maximum, bands=5):
    """How many lie in each of equal bands; the last holds its upper end."""
    edges = [maximum * i / bands for i in range(bands + 1)]
    counts = [sum(low <= value < high for value in values) for low, high in zip(edges, edges[1:])]
    counts[-1] += sum(value == maximum for value in values)
    return edges, counts


def attainment(baseline, target, reached):
    if target is None or reached is None:
        return None
    return ratio(reached - (baseline or 0), target - (baseline or 0))
