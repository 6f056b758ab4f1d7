"""Tests of `policytargets/ui/evidence/`."""
