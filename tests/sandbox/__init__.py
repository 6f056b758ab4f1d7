"""Tests of `policytargets/sandbox/`."""
