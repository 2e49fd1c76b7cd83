"""The dynamic programme itself, on numbers: what pairs, what is left out, what is merged."""

from hypothesis import given
from hypothesis import strategies as st

from trcheck.alignment.sequence import ONE_TO_ONE, WITH_MERGES, Step, align_sequences


def _steps(a: list[int], b: list[int], moves: tuple[tuple[int, int], ...] = ONE_TO_ONE) -> list[Step]:
    def score(i: int, j: int, n: int, m: int) -> float | None:
        return 1.0 - abs(sum(a[i : i + n]) - sum(b[j : j + m])) - 0.1 * (n + m - 2)

    return align_sequences([1.0] * len(a), [1.0] * len(b), score, moves)


def test_equal_sequences_pair_along_the_diagonal() -> None:
    assert _steps([5, 1, 4], [5, 1, 4]) == [Step(0, 1, 0, 1), Step(1, 2, 1, 2), Step(2, 3, 2, 3)]


def test_what_has_no_counterpart_is_left_out() -> None:
    assert _steps([5, 9, 4], [5, 4]) == [Step(0, 1, 0, 1), Step(1, 2, 1, 1), Step(2, 3, 1, 2)]


def test_two_are_merged_into_one() -> None:
    assert _steps([5, 9, 4], [14, 4], WITH_MERGES) == [Step(0, 2, 0, 1), Step(2, 3, 1, 2)]


def test_one_side_empty() -> None:
    assert _steps([], [3]) == [Step(0, 0, 0, 1)]
    assert _steps([3], []) == [Step(0, 1, 0, 0)]
    assert _steps([], []) == []


@given(st.lists(st.integers(0, 30), max_size=90), st.lists(st.integers(0, 30), max_size=90))
def test_every_element_stands_in_exactly_one_step(a: list[int], b: list[int]) -> None:
    steps = _steps(a, b, WITH_MERGES)
    assert [i for step in steps for i in range(step.i, step.i_end)] == list(range(len(a)))
    assert [j for step in steps for j in range(step.j, step.j_end)] == list(range(len(b)))


@given(st.lists(st.integers(0, 30), min_size=70, max_size=120), st.integers(0, 60))
def test_long_sequences_are_aligned_in_a_band(a: list[int], at: int) -> None:
    b = a[:at] + a[at + 1 :]
    pairs = [step for step in _steps(a, b) if step.i < step.i_end and step.j < step.j_end]
    assert len(pairs) == len(b)
    assert all(a[step.i] == b[step.j] for step in pairs)
