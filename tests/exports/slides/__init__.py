"""Tests of `policytargets/exports/slides/`."""
