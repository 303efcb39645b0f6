"""Tags in two versions of a page: by their names, and in what order they were typed does not matter."""

from wagtail.admin.compare import TagsFieldComparison


class NamedTagsComparison(TagsFieldComparison):
    def get_items(self):
        return tuple(sorted(tags, key=lambda tag: tag.name) for tags in super().get_items())

    def has_changed(self):
        was, now = self.get_items()
        return was != now

    def get_item_display(self, tag):
        return tag.name
