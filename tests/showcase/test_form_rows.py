"""The repeated rows of a submission's form."""

import pytest

from showcase.forms.rows import ROW_SETS


@pytest.mark.parametrize("kind", ROW_SETS)
def test_each_row_can_be_removed_in_the_word_of_other_pages(kind):
    assert [str(row.fields["DELETE"].label) for row in ROW_SETS[kind](initial=[{}])] == ["Remove", "Remove"]
