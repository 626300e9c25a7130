"""The programs of the katas run for real: with the learner's answer, or with ours.

`words` reads what was asked, `door` starts a process for it and sees that nothing of it stays, `stage` is that process,
`work` calls the answer there, and there is one file for each program.
"""
