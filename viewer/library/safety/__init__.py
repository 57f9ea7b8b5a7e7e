"""Nothing is lost: the library is opened, looked through, copied, and brought back from damage."""
