"""What a page must bear: zoom, large text, wide spacing, the keyboard alone."""

# WCAG 1.4.12, as a style that the page's own policy lets a script add.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
WEAR = """rules => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
# Words that a box cuts off without a way to scroll to them.
CUT = """() => [...document.querySelectorAll("body *")].filter(box => {
  const style = getComputedStyle(box);
  const cuts = style.overflowY === "hidden" || style.overflowY === "clip";
  return cuts && box.clientHeight > 2 && box.scrollHeight > box.clientHeight + 2
    && !box.matches(".visually-hidden, .visually-hidden *, svg, svg *") && box.innerText?.trim();
}).map(box => `${box.tagName}.${box.className}: ${box.innerText.slice(0, 60)}`)"""
# At 1280 × 1024 a browser that enlarges four times lays a page out like this. Scrolling at once, nothing is waited for.
FOUR_TIMES = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4, "reduced_motion": "reduce"}
TWICE = {"width": 640, "height": 512}
DESK = {"width": 1280, "height": 900}
MOST_STOPS = 60
# Where the focus is, and what is wrong with that: nobody sees it, or something else lies over it.
STOP = """async () => {
  await new Promise(requestAnimationFrame);
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const seen = [], marks = [getComputedStyle(at), getComputedStyle(at, "::after")];
  for (const box of at.getClientRects()) for (const [x, y] of [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]])
    seen.push(document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const own = found => found && (at.contains(found) || found.contains(at) || found.control === at || at.labels?.length);
  return {
    words: (at.innerText || at.getAttribute("aria-label") || at.name || "").trim().slice(0, 60),
    inside: !!at.closest("main"),
    marked: marks.some(style => style.outlineStyle !== "none"),
    open: seen.some(own),
  };
}"""


def width_of(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def space_out(page) -> None:
    page.evaluate(WEAR, SPACING)


def enlarge_text(page) -> None:
    """Twice, by the page's own choice of a look: the text alone."""
    page.evaluate(WEAR, "")
    page.evaluate("document.documentElement.dataset.size = 'largest'")


def bears_enlarging(page) -> list[str]:
    """What is wrong with a page that was opened FOUR_TIMES enlarged."""
    faults = [borne(page, "four times enlarged")]
    space_out(page)
    faults.append(borne(page, "spaced out"))
    page.set_viewport_size(TWICE)
    faults.append(borne(page, "twice enlarged and spaced out"))
    page.set_viewport_size(FOUR_TIMES["viewport"])
    enlarge_text(page)
    faults.append(borne(page, "text twice as large on a phone"))
    page.set_viewport_size(DESK)
    faults.append(borne(page, "text twice as large on a desk"))
    return [fault for fault in faults if fault]


def borne(page, how: str) -> str:
    over, cut = width_of(page) - page.viewport_size["width"], page.evaluate(CUT)
    return f"{how}: {over} px over, {cut} cut" if over > 0 or cut else ""


def walk(page) -> list[str]:
    """By Tab through the main part, from the link that skips to it: what is wrong with a stop or the way out."""
    faults = []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('#main')")  # or it would come after the next Tab
    for _number in range(MOST_STOPS):
        page.keyboard.down("Tab")
        stop = page.evaluate(STOP)
        if not (stop and stop["inside"]):
            break
        faults += [f"«{stop['words']}» is not {fault}" for fault in ("marked", "open") if not stop[fault]]
    else:
        page.evaluate("[...document.querySelectorAll('main :is(a[href], button, input)')].at(-1).focus()")
        page.keyboard.down("Tab")
        stop = page.evaluate(STOP)
    return [*faults, *(["the way out of the main part"] if stop and stop["inside"] else [])]
