"""Hours as doors have them: «9:30», «9.30», «9-30», «9»."""

from django.conf import global_settings

TIME_INPUT_FORMATS = [*global_settings.TIME_INPUT_FORMATS, "%H.%M", "%H-%M", "%H"]
