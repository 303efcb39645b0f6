"""Who is let in where: the tables behind test_rights.py.

The people: see GROUPS and the reporters in conftest.py. `reporter_a` works in the institution of the test's records,
`reporter_b` in another one.

To add an address of the back office, add one row:
- the address of a view: its name, or the name of its namespace for all of them → who is let in (SECTIONS); a view that
  differs from its namespace goes into EXCEPTIONS by its full name, «namespace:view»;
- a kind of records (a snippet): its name into DIRECTORY or PROGRAMMES where editors write it, into DIRECTORY_WORDS
  where they only read; else moderators alone write it; and a factory of it into subjects.MADE_BY_FACTORY;
- a new view of every record: its name into READ, WRITE, MODERATE or CHOOSE;
- an argument that an address needs and nothing gives yet: its value into one of the `keys_of_…` of subjects.py.
Reporters are let in nowhere unless a row says so; what they open is listed in cabinets/doors.py too. So are executors,
with measures/reports/doors.py: `executor_a` answers for the measure of the test's report, `executor_b` for another.
"""

STAFF = {"publications", "directory", "programmes", "moderator", "superuser"}
MODERATORS = {"moderator", "superuser"}
WRITERS = {"publications", *MODERATORS}
OWNER = {"superuser"}
REPORTERS = {"reporter_a", "reporter_b"}
EXECUTORS = {"executor_a", "executor_b"}
EVERYBODY = STAFF | REPORTERS | EXECUTORS

# Signing in and out, and what a page of the back office needs before anybody has signed in.
OPEN_TO_ALL = {
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}
# Whose answer depends on more than rights; each has tests of its own.
APART = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_error_test"}
APART_PREFIXES = ("mfa_", "account_")

# Views by the name of their namespace, or by their own name where they have none.
SECTIONS = {
    "wagtailadmin_home": EVERYBODY,
    "wagtailadmin_account": EVERYBODY,
    "wagtailadmin_dismissibles": EVERYBODY,
    "search_explain": STAFF,
    "search_leading_nowhere": {"directory", *MODERATORS},
    "manual": EVERYBODY,
    "manual_chapter": EVERYBODY,
    "manual_picture": EVERYBODY,
    "wagtailadmin_block_preview": STAFF,
    "wagtailadmin_tag_autocomplete": STAFF,
    "wagtailadmin_tag_model_autocomplete": STAFF,
    "wagtail_bulk_action": STAFF,
    "wagtailadmin_editing_sessions": EVERYBODY,
    "wagtailadmin_api": STAFF,
    "wagtailembeds": STAFF,
    "wagtailimages_chooser": STAFF,
    "wagtaildocs_chooser": STAFF,
    "measures_live_totals": STAFF,
    "measures_report_file": {"programmes", "executor_a", *MODERATORS},
    "measures_responsibilities": MODERATORS,
    "measures_annexes": {"programmes", *MODERATORS},
    "measures_annex": {"programmes", *MODERATORS},
    "measures_workbooks": {"programmes", *MODERATORS},
    "measures_workbook_file": {"programmes", *MODERATORS},
    "measures_workbook": {"programmes", *MODERATORS},
    # Of the institution's card: who decides, and who may change it.
    "portal_edit_review": {"directory", "reporter_a", *MODERATORS},
    "portal_overdue_pages": WRITERS,
    **dict.fromkeys(("portal_unfinished", "portal_unfinished_results", "portal_task"), OWNER),
    "usefulness_report": WRITERS,
    "usefulness_report_results": WRITERS,
    "usefulness_page": WRITERS,
    "directory_review_provider": {"directory", *MODERATORS, *REPORTERS},
    "directory_review_provider_results": {"directory", *MODERATORS, *REPORTERS},
    "directory_review_service": {"directory", *MODERATORS, *REPORTERS},
    "directory_review_service_results": {"directory", *MODERATORS, *REPORTERS},
    "directory_checked_today": {"directory", *MODERATORS, *REPORTERS},
    "directory_openness": {"directory", *MODERATORS, *REPORTERS},
    "directory_openness_results": {"directory", *MODERATORS, *REPORTERS},
    "directory_openness_provider": {"directory", *MODERATORS, "reporter_a"},
    "directory_openness_territories": {"directory", *MODERATORS},
    "directory_openness_territories_results": {"directory", *MODERATORS},
    "guidebook_guides": {"directory", *MODERATORS},
    "guidebook_guides_results": {"directory", *MODERATORS},
    "guidebook_again": {"directory", *MODERATORS},
    "directory_duplicates": MODERATORS,
    "directory_pair": MODERATORS,
    "directory_mergers": MODERATORS,
    "directory_merger": MODERATORS,
    "questions_queue": {"programmes", *MODERATORS},
    "questions_queue_results": {"programmes", *MODERATORS},
    "questions_question": {"programmes", *MODERATORS},
    "feedback_queue": {"directory", *MODERATORS},
    "feedback_queue_results": {"directory", *MODERATORS},
    "feedback_report": {"directory", *MODERATORS},
    "feedback_personal": MODERATORS,
    # An institution fills its own returns; the tables over all institutions are for staff.
    "returns_list": {"directory", *MODERATORS, *REPORTERS},
    "returns_return": {"directory", *MODERATORS, "reporter_a"},
    "returns_summary": {"directory", *MODERATORS},
    "returns_summary_file": {"directory", *MODERATORS},
    "returns_respondents": MODERATORS,
    # An institution logs what it published and says where its section is; all the rest is for staff.
    "publicity_plan": STAFF | REPORTERS,
    **{f"publicity_{name}": STAFF for name in ("months", "item", "log", "report", "report_file")},
    "publicity_add": {"programmes", *WRITERS, *REPORTERS},
    "publicity_publication": {"programmes", *WRITERS, "reporter_a"},
    "publicity_screenshot": {*STAFF, "reporter_a"},
    "publicity_confirm": MODERATORS,
    "publicity_remove": {*MODERATORS, "reporter_a"},
    "publicity_sections": {"directory", *WRITERS},
    "publicity_sections_file": {"directory", *WRITERS},
    "publicity_section": {"directory", *WRITERS, "reporter_a"},
    "publicity_promises": MODERATORS,
    # Editors bring in drafts, moderators publish; an institution's people keep to their forms.
    **{
        f"exchange_{name}": {"directory", *MODERATORS}
        for name in (
            *("imports", "template", "export", "import", "columns"),
            *("status", "start", "check", "undo", "delete", "send"),
        )
    },
    "exchange_publish": MODERATORS,
    "portal_overdue_pages_results": WRITERS,
    "editorial_broken_links": WRITERS,
    "editorial_broken_links_results": WRITERS,
    "editorial_check_links": WRITERS,
    "editorial_stale_pages": WRITERS,
    "editorial_stale_pages_results": WRITERS,
    "editorial_undescribed_images": STAFF,
    "editorial_undescribed_images_results": STAFF,
    "home_news": WRITERS,
    "home_materials": WRITERS,
    "events_admin": WRITERS,
    "events_again": WRITERS,
    "home_section": WRITERS,
    "wagtailadmin_pages": WRITERS,
    "wagtailadmin_reports": WRITERS,
    "wagtailadmin_explore_root": WRITERS,
    "wagtailadmin_explore": WRITERS,
    "wagtailadmin_explore_results": WRITERS,
    "cabinets_memberships": MODERATORS,
    "wagtailredirects": MODERATORS,
    "wagtailsettings": MODERATORS,
    "wagtailimages": MODERATORS,
    "wagtaildocs": MODERATORS,
    "wagtailadmin_collections": OWNER,
    "wagtailadmin_workflows": OWNER,
    "wagtailsites": OWNER,
    "wagtaillocales": OWNER,
    "simple_translation": WRITERS,
    "wagtailusers_users": OWNER,
    "wagtailusers_groups": OWNER,
    "wagtailsnippets": set(),
}
SECTIONS |= {
    f"wagtailadmin_choose_page{rest}": STAFF
    for rest in (
        "",
        "_child",
        "_search",
        "_chosen_multiple",
        "_external_link",
        "_email_link",
        "_phone_link",
        "_anchor_link",
    )
}
EXCEPTIONS = {
    "wagtailadmin_pages:delete": MODERATORS,
    "wagtailadmin_pages:unpublish": MODERATORS,
    "wagtailadmin_pages:move": MODERATORS,
    "wagtailadmin_pages:set_page_position": MODERATORS,
    "wagtailadmin_pages:workflow_action": MODERATORS,
    "wagtailadmin_pages:collect_workflow_action_data": MODERATORS,
    "wagtailadmin_pages:workflow_preview": MODERATORS,
    "wagtailadmin_pages:set_privacy": MODERATORS,
    "wagtailadmin_pages:revisions_unschedule": MODERATORS,
    # There is one home page; nobody adds another.
    "wagtailadmin_pages:add": set(),
    # These answer only POST, or say nothing of the page before they are asked to act.
    **dict.fromkeys(
        (
            "wagtailadmin_pages:lock",
            "wagtailadmin_pages:unlock",
            "wagtailadmin_pages:move_confirm",
            "wagtailadmin_pages:confirm_workflow_cancellation",
            "wagtailadmin_pages:choose_parent",
            "wagtailadmin_pages:convert_alias",
            "wagtailadmin_workflows:enable",
            "wagtailadmin_workflows:enable_task",
            "wagtailadmin_workflows:remove",
            "wagtailadmin_workflows:task_chooser",
            "wagtailadmin_workflows:task_chooser_results",
            "wagtailadmin_workflows:task_chooser_create",
            "wagtailadmin_workflows:task_chosen",
            "wagtailimages:url_generator",
            "wagtailimages:url_generator_output",
        ),
        STAFF,
    ),
    "wagtailadmin_reports:locked_pages": MODERATORS,
    "wagtailadmin_reports:locked_pages_results": MODERATORS,
    "wagtailadmin_reports:site_history": STAFF,
    "wagtailadmin_reports:site_history_results": STAFF,
    **{
        f"wagtail{library}:{view}": STAFF
        for library, kind in (("images", "image"), ("docs", "document"))
        for view in (
            "index",
            "index_results",
            "add",
            "add_multiple",
            "edit_multiple",
            "delete_multiple",
            "delete_upload_multiple",
            f"create_multiple_from_uploaded_{kind}",
        )
    },
}

# Records: who reads and who writes each kind; a moderator does both.
DIRECTORY = {"provider", "location", "service", "practice", "familycategory", "settlement", "navigator"}
DIRECTORY |= {"synonymgroup", "precedent", "renaming"}
DIRECTORY_WORDS = {"calendarday", "helpkind", "serviceform", "supportlevel", "supportrule", "territory"}
PROGRAMMES = {"programme", "measure", "indicator", "planedition", "report"}
PUBLICATIONS = {"announcement", "materialtopic", "situation"}
READ = {"list", "list_results", "inspect"}
MODERATE = {
    "delete",
    "unpublish",
    "revisions_unschedule",
    "workflow_action",
    "collect_workflow_action_data",
    "workflow_preview",
}
WRITE = {
    "add",
    "create",
    "copy",
    "edit",
    "history",
    "history_results",
    "usage",
    "preview_on_add",
    "preview_on_edit",
    "revisions_compare",
    "revisions_revert",
    "revisions_view",
    "workflow_history",
    "workflow_history_detail",
}
CHOOSE = {"choose", "choose_results", "chosen", "chosen_multiple", "confirm_workflow_cancellation"}
# Pages of these kinds are opened by those who may; of the others only refusals are asked for, which cost little.
OPENED = {"provider", "measure", "legalact", "helpkind", "report"}


# An institution's own people: what they open of its cards, beside lists and the form of a new one.
INSTITUTION = {"provider", "location", "service"}
OWN = {
    *("edit", "inspect", "history", "history_results", "preview_on_edit", "revisions_compare", "revisions_view"),
    *("workflow_history", "workflow_history_detail", "confirm_workflow_cancellation", "chosen", "revisions_revert"),
}
LISTS = {"list", "list_results", "choose", "choose_results", "chosen_multiple"}
NEW = {"add", "preview_on_add"}
CHOSEN_BY_REPORTERS = {"practice", "territory", "helpkind", "serviceform", "familycategory"}


def reporters_of(model: str, view: str) -> set[str]:
    if model in CHOSEN_BY_REPORTERS:
        return REPORTERS if view in CHOOSE - {"confirm_workflow_cancellation"} else set()
    if model not in INSTITUTION:
        return set()
    if view in LISTS or (view in NEW and model != "provider"):
        return REPORTERS
    return {"reporter_a"} if view in OWN or (view == "copy" and model != "provider") else set()


# Reports come with their periods, are decided on beside their differences, and stay.
REPORT_OWN = {
    *("edit", "inspect", "history", "history_results", "preview_on_edit", "revisions_compare", "revisions_view"),
    *("workflow_history", "workflow_history_detail", "confirm_workflow_cancellation"),
}
REPORT_CLOSED = {"add", "create", "copy", "preview_on_add", "delete", "unpublish", "revisions_unschedule"}


def executors_of(model: str, view: str) -> set[str]:
    if model != "report":
        return set()
    if view in {"list", "list_results"}:
        return EXECUTORS
    return {"executor_a"} if view in REPORT_OWN else set()


def readers_of(model: str) -> set[str]:
    extra = (
        {"programmes"}
        if model in {"fundingsource", "reportingrule"}
        else {"directory"}
        if model in DIRECTORY_WORDS
        else set()
    )
    extra |= {"directory"} if model == "legalact" else set()
    return writers_of(model) | extra


def writers_of(model: str) -> set[str]:
    if model in DIRECTORY:
        return {"directory", *MODERATORS}
    if model in PUBLICATIONS:
        return WRITERS
    return {"programmes", *MODERATORS} if model in PROGRAMMES | {"legalact"} else MODERATORS


def let_in_to_record(model: str, view: str) -> set[str]:
    return staff_of(model, view) | reporters_of(model, view) | executors_of(model, view)


def staff_of(model: str, view: str) -> set[str]:
    if model == "report" and view in REPORT_CLOSED:
        return set()
    if view in CHOOSE:
        return STAFF
    if view in MODERATE:
        return MODERATORS
    if view in READ:
        return readers_of(model)
    return writers_of(model) if view in WRITE else unknown(view)


def unknown(view: str):
    raise LookupError(f"«{view}» is in no table: say who may open it")


def let_in(name: str) -> set[str]:
    namespace, _, view = name.rpartition(":")
    if namespace.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
        return let_in_to_record(namespace.rpartition("_")[2], view)
    if name in EXCEPTIONS:
        return EXCEPTIONS[name]
    section = (namespace or view).partition(":")[0]
    return SECTIONS[section] if section in SECTIONS else unknown(name)
