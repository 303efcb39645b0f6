"""What of the back office is open to executors of measures; portal.doors keeps all else shut."""

VIEWS = (
    *("list", "list_results", "edit", "inspect", "preview_on_edit", "revisions_view", "revisions_compare"),
    *("history", "history_results", "workflow_history", "workflow_history_detail", "confirm_workflow_cancellation"),
)
OPEN = frozenset(["measures_report_file", *(f"wagtailsnippets_measures_report:{view}" for view in VIEWS)])
