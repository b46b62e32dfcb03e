"""Each question, in the order in which they are asked."""

from api.pages.answers.about_oneself import FIRST, HELP, LIVED, REACH, TIME, YOU
from api.pages.answers.about_others import WHO, WORDS, YES

QUESTIONS = (*FIRST, *REACH, *LIVED, *HELP, *TIME, *YOU, *WHO, *WORDS, *YES)
