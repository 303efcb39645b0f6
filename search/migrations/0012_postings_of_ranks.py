"""Ranks get postings, where there are any: from then on every rewriting of postings keeps them."""

from django.db import migrations

POST = """
INSERT INTO search_searchposting (lexeme, chunk, bits)
SELECT '%' || least(rank, 80), (id / 15000)::integer, bit_or(set_bit(0::bit(15000), mod(id, 15000)::integer, 1))
FROM search_searchentry
WHERE EXISTS (SELECT FROM search_searchposting WHERE lexeme = '')
GROUP BY 1, 2
"""
FORGET = "DELETE FROM search_searchposting WHERE lexeme LIKE '\\%%'"


class Migration(migrations.Migration):
    dependencies = [("search", "0011_state_of_terms_and_postings")]

    operations = [migrations.RunSQL(POST, FORGET)]
