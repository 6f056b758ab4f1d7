"""Tests of `policytargets/record/`."""
