"""The roles of a ledger, near and far: of one department, its district, and elsewhere."""

from policytargets.people.model import Grant

DEPARTMENT, DISTRICT, PERIOD = "qingzhou-industry-information", "qingzhou", "qingzhou-month-2023-09-30"
ROLES = {
    "nobody": None, "stranger": (), "reader": (Grant("reader"),), "admin": (Grant("admin"),),
    "reporter": (Grant("reporter", None, DEPARTMENT),), "signer": (Grant("signer", None, DEPARTMENT),),
    "checker": (Grant("checker", DISTRICT),),
    "other_reporter": (Grant("reporter", None, "zhoucun-industry-information"),),
    "other_checker": (Grant("checker", "zhoucun"),),
}  # fmt: skip
