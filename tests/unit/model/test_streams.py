"""Streams: a published generator, asked by question, day and identity."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from model.streams import (
    Question,
    Streams,
    four,
    identity,
    normal,
    philox,
    poisson,
    uniform,
    uniform_pair,
)

IDENTITIES = st.integers(0, (1 << 32) - 2)
DAYS = st.integers(-360, 20_000)
WORD = np.uint64


# Random123's kat_vectors for philox4x32 10: counter, key, answer.
@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ("00000000 00000000 00000000 00000000", "00000000 00000000",
         "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff",
         "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0",
         "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ],
    ids=["zeros", "ones", "digits of pi"],
)  # fmt: skip
def test_philox_gives_the_published_answers(counter: str, key: str, answer: str):
    words = [WORD(int(word, 16)) for word in (counter + " " + key).split()]
    assert " ".join(f"{int(word):08x}" for word in philox(*words)) == answer


def test_draws_are_uniform_over_identities():
    drawn = Streams(3).draws("test", 5, np.arange(200_000))
    assert drawn.min() >= 0 and drawn.max() < 1
    assert stats.kstest(drawn, "uniform").pvalue > 1e-4


def test_draws_of_one_identity_are_uniform_over_days_and_free_of_yesterday():
    streams = Streams(3)
    drawn = np.array([streams.draw("test", day, 77) for day in range(20_000)])
    assert stats.kstest(drawn, "uniform").pvalue > 1e-4
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 4.5 / np.sqrt(drawn.size)


def test_two_questions_two_seeds_and_two_replicates_have_nothing_to_do_with_each_other():
    who = np.arange(50_000)
    columns = [
        Streams(1).draws("one", 0, who),
        Streams(1).draws("two", 0, who),
        Streams(2).draws("one", 0, who),
        Streams(1, 1).draws("one", 0, who),
        Streams(1).draws("one", 1, who),
    ]
    correlations = np.corrcoef(columns)[np.triu_indices(len(columns), 1)]
    assert np.abs(correlations).max() < 4.5 / np.sqrt(who.size)


@given(IDENTITIES, IDENTITIES, DAYS)
def test_a_pair_gets_the_same_answer_whichever_of_the_two_is_named_first(a, b, day):
    key = WORD(5), WORD(6)
    assert uniform_pair(*key, day, a, b, 0) == uniform_pair(*key, day, b, a, 0)


@given(IDENTITIES, DAYS)
def test_a_pair_is_never_mistaken_for_one_person(a, day):
    key = WORD(5), WORD(6)
    assert uniform_pair(*key, day, a, a, 0) != uniform(*key, day, a, 0, 0)


@given(st.lists(IDENTITIES, min_size=1, max_size=40, unique=True), st.randoms())
def test_an_answer_does_not_depend_on_who_else_is_asked_nor_in_which_order(who, random):
    streams = Streams(9)
    alone = {one: streams.draw("test", 3, one) for one in who}
    random.shuffle(who)
    together = streams.draws("test", 3, np.array(who))
    assert [alone[one] for one in who] == together.tolist()


def test_days_before_the_run_are_days_of_their_own():
    drawn = [Streams(1).draw("test", day, 1) for day in range(-360, 360)]
    assert len(set(drawn)) == 720


def test_the_four_numbers_of_one_draw_are_uniform_and_unrelated():
    drawn = np.array([four(WORD(1), WORD(2), 0, n, 0, 0) for n in range(20_000)])
    assert all(stats.kstest(column, "uniform").pvalue > 1e-4 for column in drawn.T)
    correlations = np.corrcoef(drawn.T)[np.triu_indices(4, 1)]
    assert np.abs(correlations).max() < 4.5 / np.sqrt(len(drawn))


def test_normal_is_the_normal_quantile():
    u = np.concatenate([np.geomspace(1e-12, 0.5, 500), 1 - np.geomspace(1e-12, 0.5, 500)])
    got = np.array([normal(one) for one in u])
    np.testing.assert_allclose(got, special.ndtri(u), rtol=1.5e-9, atol=1e-9)


def test_normal_stays_finite_at_the_ends():
    assert np.isfinite(normal(0.0)) and np.isfinite(normal(1.0))


@pytest.mark.parametrize("mean", [0.0, 0.01, 0.3, 1.0, 4.0, 12.0, 30.0])
def test_poisson_is_the_poisson_quantile(mean: float):
    u = np.random.default_rng(1).random(2_000)
    got = [poisson(one, mean) for one in u]
    assert got == stats.poisson.ppf(u, mean).astype(int).tolist()


def test_poisson_ends_at_the_largest_number_below_one():
    assert poisson(np.nextafter(1.0, 0.0), 3.0) < 200


def test_seed_zero_is_a_seed_and_numpy_integers_are_integers():
    assert Streams(0).key("test") != Streams(1).key("test")
    assert Streams(np.int64(7), np.int32(2)).key("test") == Streams(7, 2).key("test")


def test_seed_and_replicate_do_not_run_into_each_other():
    keys = {Streams(seed, number).key("test") for seed in range(30) for number in range(30)}
    assert len(keys) == 900


def test_every_question_has_a_key_of_its_own():
    streams = Streams(1)
    assert len({streams.key(question) for question in Question}) == len(Question)
    assert streams.keys(list(Question)).shape == (len(Question), 2)


@given(
    st.tuples(st.integers(0, (1 << 20) - 1), st.integers(0, 255), st.integers(0, 15)),
    st.tuples(st.integers(0, (1 << 20) - 1), st.integers(0, 255), st.integers(0, 15)),
)
def test_two_people_have_two_identities_of_32_bits(one, other):
    assert (identity(*one) == identity(*other)) == (one == other)
    assert 0 <= identity(*one) < 1 << 32


def test_draws_do_not_depend_on_pythons_hash_seed():
    script = (
        "import numpy as np; from model.streams import *\n"
        "s = Streams(4, 2)\n"
        "print([s.key(q) for q in Question], s.draws(Question.KICK, 8, np.arange(50)).tolist())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
