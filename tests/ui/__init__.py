"""Tests of `policytargets/ui/`."""
