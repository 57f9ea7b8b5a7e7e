"""Tasks: questions that a teacher writes into a story; a note that answers one carries its id."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.library.storage.hashes import sound
from viewer.library.storage.store import new_id
from viewer.library.storage.undo import Commands


@dataclass(frozen=True, slots=True)
class Task:
    """A question about a story, and its place among them (from 0)."""

    id: str
    story: str
    question: str
    place: int


class Tasks(Commands):
    """The tasks of stories."""

    def tasks(self, story_id: str) -> tuple[Task, ...]:
        """Return the tasks of a story in their order."""
        rows = self._store.rows(
            f"SELECT id, story, question, place FROM tasks WHERE story = ? AND {sound('tasks')} ORDER BY place, id",
            story_id,
        )
        return tuple(Task(*row) for row in rows)

    def keep_task(self, story_id: str, question: str, task_id: str | None = None, place: int | None = None) -> str:
        """Keep a task, a new one at the end without an id, and return its id; one step for undo."""
        key = task_id or new_id()
        known = {task.id: task for task in self.tasks(story_id)}
        if place is None:
            place = known[key].place if key in known else 1 + max((task.place for task in known.values()), default=-1)
        with self._command("keep_task") as draft:
            draft.put("tasks", {"id": key}, {"story": story_id, "question": question, "place": place})
        return key

    def swap_tasks(self, story_id: str, one: str, other: str) -> None:
        """Let two tasks of a story change places; one step for undo."""
        place = {task.id: task.place for task in self.tasks(story_id)}
        with self._command("move_task") as draft:
            draft.update("tasks", {"id": one}, {"place": place[other]})
            draft.update("tasks", {"id": other}, {"place": place[one]})

    def delete_task(self, task_id: str) -> None:
        """Take a task away; the notes that answer it stay, and undo brings it back."""
        with self._command("delete_task") as draft:
            draft.delete("tasks", {"id": task_id})
