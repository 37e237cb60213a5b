"""The practices as data: poses, words, numbers, screening, and a plan for today."""

from slackwater.practices.loader import library, practice
from slackwater.practices.practice import Practice

__all__ = ["Practice", "library", "practice"]
