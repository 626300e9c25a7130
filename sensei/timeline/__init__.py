"""Draws what an answer did: who ran, who waited, and when.

`show` → `performance` (a child process, whose main module is `at_play`: `tracer` writes events while one of `plays`, or
a program, runs) → `lanes` (events → lanes) → `picture` → `drawing` (the page) and `terminal`.
"""
