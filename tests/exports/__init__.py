"""Tests of `policytargets/exports/`."""
