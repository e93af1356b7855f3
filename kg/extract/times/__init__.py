"""Expressions of time in running text, as closed intervals of days."""

from kg.extract.times.find import TimeMention, cue_tense, find_times, infer_year

__all__ = ["TimeMention", "cue_tense", "find_times", "infer_year"]
