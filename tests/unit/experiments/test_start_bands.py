import pytest

from experiments.start_bands import BANDS, ESTATES, TOLD, Band, judge, latent_ratio, level_of
from model.kpis import KPIS


def test_every_band_is_about_a_kpi_and_around_the_figure_of_the_plan():
    for band in BANDS:
        kpi = KPIS[band.kpi]
        assert band.low < band.figure < band.high
        if kpi.start is not None:
            assert band.figure == pytest.approx(kpi.start), band.kpi
    assert set(TOLD) <= set(KPIS)
    assert not set(TOLD) & {band.kpi for band in BANDS}


def test_shares_of_a_whole_sum_to_one():
    for prefix in ("tie_share_", "dispute_share_", "channel_share_"):
        assert sum(b.figure for b in BANDS if b.kpi.startswith(prefix)) == pytest.approx(1)


def test_ends_belong_to_a_band_and_the_unknown_does_not():
    band = Band("trust_index", 48.0, 6.0)
    assert band.holds(42.0)
    assert band.holds(54.0)
    assert not band.holds(54.01)
    assert not band.holds(float("nan"))


def test_general_claims_bind_the_mean_and_those_of_one_estate_that_estate():
    levels = {
        estate: {band.kpi: band.figure for band in BANDS} | {"trust_index": 48.0 + shift}
        for estate, shift in zip(ESTATES, (-12.0, 0.0, 12.0), strict=True)
    }
    for estate in ("commodity", "affordable"):
        levels[estate]["parking_clashes_per_estate_year"] = 0.0
    assert level_of(levels, "trust_index") == pytest.approx(48.0)
    assert all(finding.holds for finding in judge(levels))
    levels["old_estate"]["parking_clashes_per_estate_year"] = 20.0
    wrong = [finding.band.kpi for finding in judge(levels) if not finding.holds]
    assert wrong == ["parking_clashes_per_estate_year"]


def test_the_latent_ratio_is_felt_over_recorded():
    levels = {
        estate: {"disputes_per_1000_hh_year": 36.0, "latent_conflicts_per_1000_hh_year": 360.0}
        for estate in ESTATES
    }
    assert latent_ratio(levels) == pytest.approx(10.0)
