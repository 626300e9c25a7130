"""The teacher: everything that judges an answer and tells the learner about it."""
