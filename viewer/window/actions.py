"""Everything the reader can do by menu or key: one table; menus, shortcuts and the page of keys derive from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Menu = Literal["Story", "Library", "Edit", "Note", "Correct", "Go", "View", "Help"]
Where = Literal["story", "library", "both"]
MENUS: tuple[Menu, ...] = ("Story", "Library", "Edit", "Note", "Correct", "Go", "View", "Help")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do: ``name`` is the method of the window's commands that does it, ``where`` the page it is for.

    Where the keys are ``numbered`` the method is told which of them was pressed, from 0; from the menu, nothing.
    """

    name: str
    menu: Menu
    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    checkable: bool = False
    numbered: bool = False
    where: Where = "story"


_DIGITS = tuple(f"Alt+{digit}" for digit in range(1, 10))

_LIBRARY = "All stories and articles; once more goes back to the open story"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "open_files", "Story", "Open articles…", ("Ctrl+O",), "Open two or more articles as a story", where="both"
    ),
    ActionSpec(
        "open_folder", "Story", "Open a folder…", ("Ctrl+Shift+O",), "Open all articles of a folder", where="both"
    ),
    ActionSpec("add_files", "Story", "Add an article…", ("Ctrl+Shift+A",), "Put another article beside the others"),
    ActionSpec("paste_article", "Story", "Paste an article", ("Ctrl+V",), "Add the text or page on the clipboard"),
    ActionSpec(
        "import_files",
        "Story",
        "Import…",
        ("Ctrl+I",),
        "Bring articles into the library without opening them",
        where="both",
    ),
    ActionSpec(
        "import_folder",
        "Story",
        "Import a folder…",
        ("Ctrl+Shift+I",),
        "Bring in everything below a folder",
        where="both",
    ),
    ActionSpec("rename_story", "Story", "Rename the story…", ("F2",)),
    ActionSpec(
        "replace_article", "Story", "Replace this article by a new version…", ("Ctrl+Shift+R",), "Notes move along"
    ),
    ActionSpec("open_packs", "Story", "Open a pack or hand-ins…", ("Ctrl+Alt+P",), "Many hand-ins at once"),
    ActionSpec("open_key", "Story", "Open the teacher's key…", ("Ctrl+Alt+K",), "Beside the hand-ins, to be shown"),
    ActionSpec(
        "export_story",
        "Story",
        "Export the story as a pack…",
        ("Ctrl+E",),
        "Texts, palette, tasks; notes and original pages if chosen",
    ),
    ActionSpec("hand_in", "Story", "Hand in…", ("Ctrl+Shift+H",), "Your notes, under a name, a code, or none"),
    ActionSpec("close_article", "Story", "Close the article", ("Ctrl+W",), "Take the current article out of the story"),
    ActionSpec("quit", "Story", "Quit", ("Ctrl+Q",), where="both"),
    ActionSpec("toggle_library", "Library", "The library", ("Ctrl+L",), _LIBRARY, where="both"),
    ActionSpec(
        "search_library",
        "Library",
        "Search the library…",
        ("Ctrl+Shift+F",),
        "In texts, headlines and notes",
        where="both",
    ),
    ActionSpec(
        "open_library", "Library", "Open another library…", ("Ctrl+Shift+L",), "A file of this program", where="both"
    ),
    ActionSpec(
        "new_story",
        "Library",
        "New story of these articles",
        ("Ctrl+N",),
        "Make a story of the chosen ones",
        where="library",
    ),
    ActionSpec("add_to_story", "Library", "Add to a story…", ("Ctrl+J",), "Type to find the story", where="library"),
    ActionSpec(
        "take_out",
        "Library",
        "Take out of the story",
        ("Ctrl+Shift+J",),
        "The articles stay in the library",
        where="library",
    ),
    ActionSpec("edit_tags", "Library", "Tags…", ("Ctrl+G",), "Words of your own, to find articles by", where="library"),
    ActionSpec(
        "outlet_card", "Library", "Outlet card…", ("Ctrl+K",), "Who is behind it, as you found out", where="library"
    ),
    ActionSpec("undo", "Edit", "Undo", ("Ctrl+Z",), "Take the last change back, also after reopening", where="both"),
    ActionSpec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), where="both"),
    ActionSpec("copy_cited", "Edit", "Copy with source", ("Ctrl+Shift+C",), "Copy with outlet, date and paragraph"),
    ActionSpec("find", "Edit", "Find…", ("Ctrl+F",), "Find words in all articles"),
    ActionSpec("find_next", "Edit", "Find next", ("F3",)),
    ActionSpec("find_previous", "Edit", "Find previous", ("Shift+F3",)),
    ActionSpec("add_note", "Note", "Note", ("N",), "Write a note on the selection or the current sentence"),
    ActionSpec("tie_passage", "Note", "Tie to the note", ("Shift+N",), "One note, one more passage, in any article"),
    ActionSpec("note_group", "Note", "Note this whole group", ("G",), "One note on all wordings of the statement"),
    ActionSpec("note_quote", "Note", "Note the quotation", ("Q",), "A note on the words in quotation marks"),
    ActionSpec("mark_as", "Note", "Mark as…", _DIGITS, "A note of that category of the palette", numbered=True),
    ActionSpec("write_note", "Note", "Write in the note", ("Alt+N",), "The note that is chosen"),
    ActionSpec("tray_passage", "Note", "Into the evidence tray", ("V",), "The passage of the note, or out again"),
    ActionSpec("next_note", "Note", "Next note", ("]",)),
    ActionSpec("previous_note", "Note", "Previous note", ("[",)),
    ActionSpec("next_passage", "Note", "Next passage of the note", ("P",), "Also in another article"),
    ActionSpec("choose_palette", "Note", "Palette…", ("Ctrl+Shift+P",), "What the colours of notes mean"),
    ActionSpec("deleted_notes", "Note", "Deleted notes…", ("Ctrl+Shift+D",), "Take one of them back"),
    ActionSpec("save_notes", "Note", "Save the notes as…", ("Ctrl+Alt+S",), "Page, Markdown, table or Web Annotations"),
    ActionSpec("import_notes", "Note", "Bring in notes…", ("Ctrl+Alt+O",), "From a file of Web Annotations"),
    ActionSpec("show_notes", "Note", "Show the notes", ("Ctrl+Shift+N",)),
    ActionSpec("show_tasks", "Note", "Show the tasks", ("Ctrl+Shift+K",), "Questions that notes can answer"),
    ActionSpec("show_tray", "Note", "Show the evidence tray", ("Ctrl+Shift+E",)),
    ActionSpec("show_class", "Note", "Show the class", ("Ctrl+Shift+G",), "What was handed in, over the texts"),
    ActionSpec("reject_match", "Correct", "Not the same", ("R",), "Take the match of the current sentence away"),
    ActionSpec("confirm_match", "Correct", "Says the same…", ("S",), "Press it on two sentences of different articles"),
    ActionSpec("rename_name", "Correct", "Rename the name…", ("Shift+F2",), "In the list of names F2 does it too"),
    ActionSpec("hide_name", "Correct", "Hide the name", ("H",), "In the list of names Delete does it too"),
    ActionSpec("merge_names", "Correct", "Same as another name…", ("E",), "Make the name that is lit one with another"),
    ActionSpec("split_name", "Correct", "Someone else…", ("X",), "Take a form of the name that is lit out of it"),
    ActionSpec("relabel_name", "Correct", "Kind of the name…", ("T",), "Person, place, organisation …"),
    ActionSpec("correct_speaker", "Correct", "Who says this…", ("W",), "Say who speaks the words in quotation marks"),
    ActionSpec(
        "edit_facts",
        "Correct",
        "Outlet, headline, byline, date…",
        ("Ctrl+D",),
        "Correct what was read of them",
        where="both",
    ),
    ActionSpec("turn_paragraph", "Correct", "Furniture or article text", ("B",), "Turn the paragraph into the other"),
    ActionSpec("next_group", "Go", "Next group", ("Alt+Down",), "The next statement that several articles make"),
    ActionSpec("previous_group", "Go", "Previous group", ("Alt+Up",)),
    ActionSpec("next_sentence", "Go", "Next sentence", ("J",)),
    ActionSpec("previous_sentence", "Go", "Previous sentence", ("K",)),
    ActionSpec("next_match", "Go", "Next matched sentence", ("M",)),
    ActionSpec("next_unmatched", "Go", "Next sentence found only here", ("U",)),
    ActionSpec("next_mention", "Go", "Next mention", ("Alt+Right",), "The next mention of the name that is lit"),
    ActionSpec("previous_mention", "Go", "Previous mention", ("Alt+Left",)),
    ActionSpec("where_else", "Go", "Where else does this stand?", ("L",), "Nearly the same sentence in other articles"),
    ActionSpec("next_pane", "Go", "Next article", ("F6", "Ctrl+Tab")),
    ActionSpec("move_left", "Go", "Move the article to the left", ("Ctrl+Shift+Left",)),
    ActionSpec("move_right", "Go", "Move the article to the right", ("Ctrl+Shift+Right",)),
    ActionSpec("toggle_only_here", "View", "Only here", ("O",), "Dim the sentences that have a match", True),
    ActionSpec("toggle_following", "View", "Follow each other", ("F",), "Scroll all articles together", True),
    ActionSpec("toggle_present", "View", "Present", ("F5",), "Only the wordings, in type for the back row", True),
    ActionSpec("toggle_inspector", "View", "Side panel", ("F9",), "Wordings, names and notes", True),
    ActionSpec("raise_threshold", "View", "Raise the threshold", ("Ctrl+]",)),
    ActionSpec("lower_threshold", "View", "Lower the threshold", ("Ctrl+[",)),
    ActionSpec("larger_text", "View", "Larger text", ("Ctrl++", "Ctrl+=")),
    ActionSpec("smaller_text", "View", "Smaller text", ("Ctrl+-",)),
    ActionSpec("normal_text", "View", "Normal text", ("Ctrl+0",)),
    ActionSpec("next_theme", "View", "Light, dark, high contrast", ("Ctrl+T",), where="both"),
    ActionSpec(
        "leave",
        "View",
        "Leave, close or clear",
        ("Esc",),
        "Leave presenting, close the search, clear marks",
        where="both",
    ),
    ActionSpec("cancel_marking", "View", "Stop marking", ("Ctrl+.",), "Stop the comparison that is running"),
    ActionSpec("mark_again", "View", "Mark again", ("Ctrl+R",), "Compare the open articles once more"),
    ActionSpec("show_keys", "Help", "Keys", ("F1",), "All keys on one page", where="both"),
)

WHILE_PRESENTING = frozenset(
    "next_group previous_group reject_match undo redo raise_threshold lower_threshold toggle_present next_theme leave "
    "show_keys quit".split()
)
"""What can be done before a class: what is seen there, and nothing that would change what is behind."""
