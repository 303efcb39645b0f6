"""The back office without JavaScript: what a browser could not show stays as it is."""

from wagtail.blocks import BlockField


class UnscriptedForm:
    """Blocks are drawn by a script. Where none ran the form was sent without them, and what stands there is kept."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            for name, field in self.fields.items():
                if isinstance(field, BlockField) and self.was_not_drawn(name, field):
                    keep(field, self.get_initial_for_field(field, name))

    def was_not_drawn(self, name: str, field: BlockField) -> bool:
        return field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))


def keep(field: BlockField, value) -> None:
    field.disabled = True
    field.widget.value_from_datadict = lambda data, files, name: value
