"""What of the back office is open to whoever works for an institution; portal.doors keeps all else shut."""

RECORDS = ("provider", "location", "service")
VIEWS = (
    *("list", "list_results", "add", "edit", "copy", "inspect"),
    *("preview_on_add", "preview_on_edit", "revisions_view", "revisions_compare", "revisions_revert"),
    *("history", "history_results", "workflow_history", "workflow_history_detail", "confirm_workflow_cancellation"),
)
# Words and records that a card names.
CHOSEN_FROM = (*RECORDS, "practice", "territory", "helpkind", "serviceform", "familycategory")
CHOOSER = ("choose", "choose_results", "chosen", "chosen_multiple")
OPEN = frozenset(
    [
        # Their own cards only.
        *(f"directory_review_{kind}{rest}" for kind in ("provider", "service") for rest in ("", "_results")),
        *("directory_checked_today", "directory_openness", "directory_openness_results"),
        # What their institution reports, and nothing over all institutions.
        *("returns_list", "returns_return"),
        # What it published, and the section on its own site.
        *("publicity_plan", "publicity_add", "publicity_publication", "publicity_remove"),
        *("publicity_screenshot", "publicity_section"),
        "directory_openness_provider",
        *(f"wagtailsnippets_services_directory_{record}:{view}" for record in RECORDS for view in VIEWS),
        *(f"wagtailsnippetchoosers_services_directory_{record}:{view}" for record in CHOSEN_FROM for view in CHOOSER),
    ]
)
