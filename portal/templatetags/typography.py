"""What every template of the back office may call without loading it."""

from django import template
from django.template.defaultfilters import stringfilter

from portal.formatting import nested

register = template.Library()
register.filter("nested", stringfilter(nested), is_safe=True)
