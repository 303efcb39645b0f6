"""Questions of real life with judged answers, and how well a search finds them. No part of the running portal."""
