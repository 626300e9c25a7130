"""What is played with an answer for its picture: one file for each kata that has something to draw.

The first line of each says what happens. `play(stage)` plays it, in a process of its own and some times over.
"""
