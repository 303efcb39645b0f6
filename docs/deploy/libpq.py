"""DATABASE_URL as the variables that PostgreSQL's own programs read, for a shell to evaluate.

What stands in the arguments of a program everybody on the machine reads (ps); its environment its own user alone.
"""

import os
import shlex
import sys

from psycopg import pq
from psycopg.conninfo import conninfo_to_dict

VARIABLES = {each.keyword.decode(): each.envvar.decode() for each in pq.Conninfo.get_defaults() if each.envvar}

for name, value in conninfo_to_dict(os.environ["DATABASE_URL"]).items():
    sys.stdout.write(f"export {VARIABLES[name]}={shlex.quote(str(value))}\n")
