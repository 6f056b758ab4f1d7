"""Tests of `policytargets/ui/compare/`."""
