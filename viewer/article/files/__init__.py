"""Bytes on disk: files opened, their formats told apart, archives unpacked within limits, characters decoded."""
