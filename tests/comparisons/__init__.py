"""Tests of `policytargets/comparisons/`."""
