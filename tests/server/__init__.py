"""Tests of `policytargets/server/`."""
