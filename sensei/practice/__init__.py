"""The practice loop: a screen that stays up, and judges the answer again at every save."""
