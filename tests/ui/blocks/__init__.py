"""Tests of `policytargets/ui/blocks/`."""
