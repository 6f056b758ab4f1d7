"""The tables of people: who they are and what they were granted; and, apart from the journal, their signing in."""

from sqlalchemy import Boolean, Column, Table

from policytargets.store.engine import METADATA, append_only, text

PEOPLE = append_only("people", text("person_id", key=True), text("subject"), text("name"))
GRANTS = append_only(
    "grants", text("grant_id", key=True), text("person_id", of="people.person_id"), text("role"),
    text("district_id", optional=True),
    text("department_id", optional=True), text("starts_on"), text("ends_on", optional=True),
)  # fmt: skip
REVOCATIONS = append_only("revocations", text("grant_id", key=True, of="grants.grant_id"), text("reason"))
CREDENTIALS = Table(
    "credentials", METADATA, text("person_id", key=True, of="people.person_id"), text("password_hash"),
    Column("must_change", Boolean, nullable=False), text("set_at"),
)  # fmt: skip
SESSIONS = Table(
    "sessions", METADATA, text("token_hash", key=True), text("person_id", of="people.person_id"),
    text("began_at"), text("seen_at"),
    text("ended_at", optional=True),
)  # fmt: skip
SIGN_INS = Table(
    "sign_ins", METADATA, text("sign_in_id", key=True), text("tried_at"), text("subject"), text("address"),
    text("outcome"), text("browser", optional=True),
)  # fmt: skip
