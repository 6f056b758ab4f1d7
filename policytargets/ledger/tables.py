"""The tables of periods, courses and reports. What happens to a report is an event; its state is its last one."""

from sqlalchemy import Column, Integer, Table

from policytargets.store.engine import METADATA, append_only, text

ASSIGNMENTS = append_only(
    "assignments", text("assignment_id", key=True), text("due_id"), text("department_id"),
    text("supersedes", optional=True),
)  # fmt: skip
PERIODS = append_only(
    "periods", text("period_id", key=True), text("district_id"), text("cadence"), text("starts_on"), text("ends_on"),
    text("opens_on"), text("due_on"), text("closes_on"),
)  # fmt: skip
PERIOD_CHANGES = append_only(
    "period_changes", text("change_id", key=True), text("period_id", of="periods.period_id"), text("opens_on"),
    text("due_on"), text("closes_on"), text("reason"), text("supersedes", optional=True, of="period_changes.change_id"),
)  # fmt: skip
COURSES = append_only(
    "courses", text("course_id", key=True), text("due_id"), Column("version", Integer, nullable=False), text("pacing"),
    text("baseline", optional=True), text("baseline_on", optional=True), text("baseline_source", optional=True),
    text("figure_source", optional=True), text("reason"), text("supersedes", optional=True),
)  # fmt: skip
COURSE_EVENTS = append_only(
    "course_events",
    text("event_id", key=True),
    text("course_id", of="courses.course_id"),
    text("kind"),
    text("reason", optional=True),
)
COURSE_POINTS = append_only(
    "course_points", text("course_id", key=True, of="courses.course_id"), text("ends_on", key=True),
    text("planned", optional=True),
    text("node_text", optional=True), text("done_on", optional=True),
)  # fmt: skip
EXTENSIONS = append_only(
    "extensions", text("extension_id", key=True), text("due_id"), text("department_id"), text("from_due_on"),
    text("to_due_on"), text("reason"), text("done_so_far"), text("measures"), text("signed_by"),
    Column("filed_late", Integer, nullable=False),
)  # fmt: skip
EXTENSION_EVENTS = append_only(
    "extension_events", text("event_id", key=True), text("extension_id", of="extensions.extension_id"), text("kind"),
    text("reason", optional=True), text("granted_to", optional=True),
)  # fmt: skip
OVERRIDES = append_only(
    "overrides", text("override_id", key=True), text("due_id"), text("period_id", of="periods.period_id"),
    text("light"), text("reason"), text("supersedes", optional=True),
)  # fmt: skip
SNAPSHOTS = append_only(
    "snapshots", text("snapshot_id", key=True), text("district_id"), text("period_id", of="periods.period_id"),
    text("rule_id"), text("record_version"), text("rows_hash"), text("supersedes", optional=True),
    text("reason", optional=True),
)  # fmt: skip
SNAPSHOT_ROWS = append_only(
    "snapshot_rows", text("snapshot_id", key=True, of="snapshots.snapshot_id"), text("due_id", key=True),
    text("report_id", optional=True, of="reports.report_id"), text("light", optional=True), text("shown"),
)  # fmt: skip
REPORTS = append_only(
    "reports", text("report_id", key=True), text("due_id"), text("period_id", of="periods.period_id"),
    Column("revision", Integer, nullable=False), text("supersedes", optional=True), text("department_id"),
    text("figure_state"), text("value", optional=True), text("unit", optional=True), text("value_as_typed"),
    text("progress"), text("obstacle"), text("next_step"), text("needs_coordination"), text("outlook"),
    text("expected_on", optional=True), text("finished_on", optional=True), text("signed_by"), text("source_note"),
    text("change_reason"), text("fingerprint"), text("confirmed", optional=True),
)  # fmt: skip
REPORT_EVENTS = append_only(
    "report_events",
    text("event_id", key=True),
    text("report_id", of="reports.report_id"),
    text("kind"),
    text("reason", optional=True),
)
SIGNATURES = append_only("signatures", text("signature_id", key=True), text("report_id", of="reports.report_id"))
EVIDENCE = append_only(
    "evidence", text("evidence_id", key=True), text("report_id", of="reports.report_id"),
    text("sha256", of="blobs.sha256"), text("name"),
    Column("size", Integer, nullable=False),
)  # fmt: skip
IMPORTS = append_only(
    "imports",
    text("import_id", key=True),
    text("person_id"),
    text("sha256", of="blobs.sha256"),
    text("name"),
    text("result"),
)
NOTES = append_only(
    "notes", text("note_id", key=True), text("due_id"), text("period_id", of="periods.period_id"),
    text("department_id"), text("said"), text("supersedes", optional=True, of="notes.note_id"),
)  # fmt: skip
DRAFTS = Table(
    "drafts", METADATA, text("due_id", key=True), text("period_id", key=True, of="periods.period_id"),
    text("department_id", key=True),
    text("body"), Column("version", Integer, nullable=False), text("person_id"), text("saved_at"),
)  # fmt: skip
