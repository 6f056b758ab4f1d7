"""Tests of `policytargets/ui/frame/`."""
