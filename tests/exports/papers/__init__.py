"""Tests of the office's own papers."""
