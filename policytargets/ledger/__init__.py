"""What was done, beside what was promised: due items, their courses, reports and lights."""
