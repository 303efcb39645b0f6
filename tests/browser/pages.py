"""Which pages the browser tests look at."""

# One address of every template, with the states that a template has.
TEMPLATES = {
    "home": "/",
    "section": "/support/",
    "guide": "/support/how-to-get/",
    "news list": "/news/",
    "materials": "/materials/",
    "acts": "/acts/",
    "directory": "/services/",
    "directory, words and filters": "/services/?q=психолог&price=free&order=name",
    "directory, nothing found": "/services/?q=звездолёт",
    "search": "/search/?q=многодетная+семья",
    "search, empty": "/search/",
    "providers": "/providers/",
    "categories": "/categories/",
    "category": "/categories/large/",
    "practices": "/practices/",
    "programmes": "/programmes/",
    "programme": "/programmes/tatarstan-2016-2017/",
    "programme with years": "/programmes/yugra-2016-2017/",
    "media plan": "/programmes/vladimir-2020/",
    "model programme": "/programmes/novgorod-model/",
    "indicators": "/programmes/yugra-2016-2017/indicators/",
    "measure": "/programmes/yugra-2016-2017/14.1/",
    "for developers": "/api/",
    "services long unchecked": "/services/?show=stale",
    "report": "/feedback/",
    "consent": "/feedback/consent/",
    "navigator": "/navigator/",
    "not found": "/no-such-page/",
}
# Templates whose addresses depend on the data: the first of that kind in the sitemap stands for them.
FIRST_OF = {
    "service": r"/services/[^/]+/",
    "provider": r"/providers/[^/]+/",
    "practice": r"/practices/[^/]+/",
    "act": r"/acts/[^/]+/",
    "news item": r"/news/[^/]+/",
    "material": r"/materials/[^/]+/",
}
