"""Tests of `policytargets/ui/intake/`."""
