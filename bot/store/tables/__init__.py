"""The tables. All that is kept about a person hangs on `learners` and goes with its row.

Columns are called as the fields of the values that they hold. Ids that buttons and messages refer
to are never given twice (AUTOINCREMENT): an old Undo must not hit what was logged after it.
"""

from bot.store.tables import checkins, conversation, learners, practice, reminders
from bot.store.tables.base import metadata

__all__ = ["checkins", "conversation", "learners", "metadata", "practice", "reminders"]
