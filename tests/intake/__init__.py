"""Tests of `policytargets/intake/`."""
