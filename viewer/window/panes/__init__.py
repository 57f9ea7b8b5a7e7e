"""The articles side by side: text, marks, ribbons and rulers, and how they move together."""
