"""The workbook that a department fills in: written, read back cell by cell, and marked with what is wrong."""
