"""Invented people with the roles that tests of the ledger act in."""

from policytargets.people.model import Actor, Grant

REPORTER = Actor("a", "示例甲", (Grant("reporter", None, "qingzhou-industry"),))
CHECKER = Actor("c", "示例丙", (Grant("checker", "qingzhou"),))
BOTH = Actor("a", "示例甲", (*REPORTER.grants, *CHECKER.grants))
OTHER = Actor("o", "示例丁", (Grant("checker", "zhoucun"), Grant("reporter", None, "zhoucun-industry")))
