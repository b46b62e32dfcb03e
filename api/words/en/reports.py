"""What the reports that look back say in words: what they don't tell, and what stands over each column of a file."""

NOTES = {
    "fairness": (
        "Groups of fewer than 11 people are not shown. Sometimes one more group stays hidden with them, so that no one "
        "can work them out. Then all of those stand in one row: everyone else.",
        "Numbers of people are rounded up or down to a multiple of 5. Other numbers are rounded as well, and waiting "
        "times to whole weeks. So a number may move a little when nothing has changed for the group.",
        "What happens this month is told when the month is over.",
        "A small difference may be chance. Look first at those that are marked as clear.",
        "A difference does not say why it is there. It may come from who asks for what, or from too few mentors.",
        "People may be in more than one group of languages or pathways. Those who have not said are a group too.",
        "Of those who still wait, the time so far is counted. In the end it will be longer.",
    ),
    "drift": (
        "A month is shown when lists were made for 11 people or more. The same holds for people who were matched.",
        "Counts are rounded up or down to a multiple of 5. What happens this month is told when the month is over.",
        "A score says how much two people share of what was asked. It does not say how well a match will go.",
        "Scores move when the weights change, when other people come, or when people answer more. This report does not "
        "say which of these it was.",
    ),
}
GROUPS = {
    "everyone": "everyone",
    "everyone_else": "everyone else",
    "not_said": "has not said",
    "said_none": "said none",
}
COLUMNS = {
    "population": "People",
    "topic": "By",
    "label": "Group",
    "people": "How many (about)",
    "measure": "What is measured",
    "value": "Value",
    "ratio_to_best": "Times the best-served group",
    "ratio_from": "At least (95 %)",
    "ratio_to": "At most (95 %)",
    "clear": "Clear difference",
    "month": "Month",
    "lists": "Lists shown (about)",
    "first_score_p10": "First score: a tenth are below",
    "first_score_p50": "First score: half are below",
    "first_score_p90": "First score: nine tenths are below",
    "shown_score_p10": "All scores shown: a tenth are below",
    "shown_score_p50": "All scores shown: half are below",
    "shown_score_p90": "All scores shown: nine tenths are below",
    "confirmations": "Confirmed from a list (about)",
    "first_chosen_share": "Share in which the first was chosen",
}
WORDS = {
    "waiting": "people who wait",
    "introduced": "people who were introduced",
    "mentors": "active mentors",
    "waiting_or_introduced": "people who wait or were introduced",
    "everyone": "everyone",
    "languages": "language",
    "age_band": "age",
    "gender": "gender",
    "region": "region",
    "pathways": "pathway",
    "stage": "stage",
    "days_waited": "days waited (half waited longer)",
    "eligible_mentors": "mentors who could be chosen (mean)",
    "times_suggested": "times suggested (mean)",
    "times_matched": "times introduced (mean)",
    "matched_share": "share who were introduced",
    "True": "yes",
    "False": "no",
}
