"""Tests of `policytargets/ui/board/`."""
