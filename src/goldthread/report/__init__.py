"""Reports of runs."""

from goldthread.report.data import CallRow, RepairRow, ReportData
from goldthread.report.html import render_report

__all__ = ["CallRow", "RepairRow", "ReportData", "render_report"]
