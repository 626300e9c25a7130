"""Draws what an answer did: who ran, who waited, and when.

`command` → `performance` (a child process, whose main module is `stage`: `tracer` writes events while `scenarios` plays)
→ `lanes` (events → lanes) → `drawing` (the page) and `terminal`.
"""
