"""Settings of the whole suite."""

from hypothesis import HealthCheck, settings

# A busy machine must not fail a law: what is slow belongs in benchmarks/, not in a deadline.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
