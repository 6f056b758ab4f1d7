"""Tests of `policytargets/wording/`."""
