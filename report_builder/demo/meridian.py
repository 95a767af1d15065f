"""Meridian Industries, which does not exist: who works there, and what they think.

Figures are stated here and not drawn, so that the story of the example stays the same: Marketing
trusts what it sends, Sales what it returns, both miss common pay, data and careers.
"""

from __future__ import annotations

TEAMS = ("marketing", "sales")
ROLES = ("executive", "manager", "contributor")
SITES = ("Brevanne", "Lindholt", "Marenza", "Port Ellery", "Tolvec")
"""The last two are so small in Marketing that a report may not show them."""

Cells = dict[str, dict[str, tuple[int, ...]]]

ASKED: Cells = {
    "marketing": {
        "executive": (4, 4, 2, 0, 0),
        "manager": (7, 6, 4, 1, 1),
        "contributor": (21, 16, 9, 4, 3),
    },
    "sales": {
        "executive": (6, 4, 3, 0, 0),
        "manager": (14, 12, 7, 3, 2),
        "contributor": (48, 40, 19, 9, 7),
    },
}
"""People asked by team, role and site: 82 in Marketing, 174 in Sales."""

ANSWERED: Cells = {
    "marketing": {
        "executive": (4, 3, 1, 0, 0),
        "manager": (6, 5, 3, 1, 1),
        "contributor": (16, 12, 7, 3, 2),
    },
    "sales": {
        "executive": (5, 3, 2, 0, 0),
        "manager": (10, 9, 5, 2, 2),
        "contributor": (31, 26, 13, 6, 4),
    },
}
"""People whose response counts: 64 in Marketing, 118 in Sales."""

OUTSIDE = (("both", 4), ("other", 3))
"""Respondents of both teams, or of neither."""

PARTIAL = (("marketing", 3), ("sales", 4), ("", 2))
"""Respondents who stop after a few statements; "" before they name their team."""

Level = tuple[float, float]

LEVELS: dict[str, Level] = {
    "GOA1": (3.88, 2.47),
    "GOA2": (2.63, 2.52),
    "GOA3": (2.34, 2.19),
    "LEA1": (3.32, 3.18),
    "LEA2": (3.41, 2.96),
    "EXC1": (3.57, 2.88),
    "EXC2": (3.52, 2.71),
    "EXC3": (3.84, 2.93),
    "EXC4": (2.74, 3.82),
    "DAT1": (2.58, 2.39),
    "DAT2": (2.71, 2.62),
    "DAT3": (3.43, 2.81),
    "DAT4": (2.49, 3.86),
    "HND1": (3.12, 2.48),
    "HND2": (3.94, 2.78),
    "HND3": (2.61, 3.97),
    "CON1": (4.02, 2.87),
    "CON2": (2.17, 2.91),
    "CON3": (2.98, 2.57),
    "PEO1": (3.38, 2.36),
    "PEO2": (2.92, 3.31),
    "PEO3": (2.41, 2.16),
    "PEO4": (2.53, 2.44),
    "PEO5": (2.87, 2.83),
    "CUS1": (3.62, 3.22),
    "CUS3": (3.58, 2.86),
    "CUS4": (2.58, 3.27),
    "REL1": (3.28, 3.93),
    "REL3": (2.94, 2.54),
    "REL4": (3.97, 3.89),
    "OUT2": (2.61, 2.22),
}
"""Mean of Marketing and of Sales by statement, keyed so that 5 is the most favourable."""

WEIGHTS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "LEA3": ((13, 25, 13, 9, 3), (23, 31, 14, 33, 15)),
    "CON4": ((13, 14, 9, 15, 8), (24, 29, 18, 26, 11)),
    "CUS2": ((1, 2, 9, 35, 15), (3, 6, 18, 62, 26)),
    "REL2": ((1, 3, 8, 37, 12), (2, 6, 15, 66, 25)),
    "OUT1": ((14, 20, 18, 7, 2), (30, 42, 29, 9, 3)),
}
"""Where the answers themselves are stated: how many at each point, least favourable first."""

CANT_SAY: dict[str, tuple[int, int]] = {
    "GOA3": (3, 6),
    "LEA2": (4, 9),
    "DAT3": (1, 9),
    "DAT4": (6, 2),
    "HND1": (2, 11),
    "CON3": (1, 8),
    "CON4": (5, 10),
    "PEO5": (8, 15),
    "CUS3": (0, 7),
    "CUS4": (6, 1),
    "OUT1": (2, 4),
    "OUT2": (5, 8),
}
CANT_SAY_ELSEWHERE = (1, 2)
"""How many of each team say they can't say, by statement."""

STOPPED = ((30, 26), (45, 31), (110, 24), (128, 29), (140, 33))
"""Respondents, by their place, who left after so many statements: more than half, so they count."""

COMMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "marketing": (
        ("They bring us what customers really say.", "One list of contacts, not three."),
        ("Keep inviting us to customer meetings.", ""),
        ("", "Tell us what became of the contacts we pass on."),
        ("Leur connaissance du terrain.", "Un objectif commun dans nos primes."),
        ("", "Agree once and for all on what a qualified contact is."),
        ("La franchise en réunion de lancement.", ""),
        ("Calling customers back quickly when it burns.", "Write the calls down, please."),
        ("", "Que les ventes ouvrent les supports avant de les refaire."),
        ("They know every customer by first name.", "Fewer last-minute requests."),
        ("", "Un seul tableau de bord."),
        ("They bring us what customers really say.", "Feedback on each campaign, even two lines."),
        ("Honest feedback after the trade fairs.", "Notes in the CRM, the same day."),
        ("", "Tell us what became of the contacts of a campaign."),
        ("Their patience when a campaign is late.", "More feedback on the contacts we send."),
        ("", "Please read the campaign calendar before calling us."),
        ("They answer our questions about customers.", "Notes of their visits, in the CRM."),
        ("Good feedback on the webinars.", ""),
        ("", "One meeting a month about the next campaign."),
        ("They invite us to visits.", "Feedback before the budget is spent, not after."),
        ("", "Use the campaign page instead of old slides."),
        ("The calls they let us listen to.", "Notes in the CRM that others can read."),
        ("They know what customers fear.", "Follow up contacts within two days."),
        ("", "Say which contacts were good, and why."),
        ("Their help with customer stories.", "More feedback, fewer last-minute requests."),
        ("", "A shared calendar for every campaign."),
        ("The feedback on the new brochure.", "One definition of a good contact."),
        ("", "Keep notes in the CRM; we cannot guess."),
        ("They defend our campaign before the board.", ""),
        ("", "Feedback on webinars within a week."),
        ("They share what competitors say.", "Agree on contacts before the campaign starts."),
    ),
    "sales": (
        ("The trade fairs are well prepared.", "Come and spend two days on the road with us."),
        ("", "Nobody asked us before the spring campaign."),
        ("The new case studies are good.", "Half of the contacts have never heard of us."),
        ("Les études clients.", "Des contacts mieux qualifiés."),
        ("", "Les mêmes chiffres pour tout le monde."),
        ("They keep their word when they promise something.", ""),
        ("", "Shorter slides. Ours are better because they fit in ten minutes."),
        ("Le salon de juin, très réussi.", "Partager le mérite quand une affaire est gagnée."),
        ("The newsletter gets answers.", "Stop counting downloads as contacts."),
        ("", "Nous prévenir avant de changer les prix publiés."),
        ("Leur aide quand la fin de trimestre est tendue.", ""),
        ("", "One tool. I type everything twice."),
        ("Ask Élodie in Lindholt how she does it.", "A common target for the quarter."),
        ("Good answers to tenders.", "Meetings that end with a decision."),
        ("Tenders and fairs, well prepared.", "Visit customers with us."),
        ("", "Ask customers before a campaign, not after."),
        ("Case studies that customers believe.", "New prices in one mail."),
        ("", "Tell us about new prices before customers do."),
        ("Their answers to tenders.", "Contacts that answer the phone."),
        ("The case studies about customers of our size.", ""),
        ("", "Fewer contacts, better ones."),
        ("They help with tenders at short notice.", "Come and visit customers twice a year."),
        ("", "Prices on one page, up to date."),
        (
            "The trade fairs bring good contacts.",
            "Help us reach the target in the last month of the quarter.",
        ),
        ("", "Prices that hold for a quarter."),
        ("Good photographs for tenders.", "Know what customers ask us every week."),
        ("", "The quarter decides; plan with it."),
        ("The newsletter reaches customers.", "Contacts with a name and a need."),
        ("", "Our target and theirs should be one."),
        ("Case studies with figures.", "Prices for partners too."),
        ("", "Know our prices before promising any."),
        ("They check our tenders.", "Prices, discounts and slides in one place."),
        ("", "Old prices off the website."),
        ("The answers to tenders save us days.", "Contacts before the end of the quarter."),
        ("", "Warn us before prices move."),
        ("The invitations for customers.", "Explain the prices to customers too."),
        ("", "Talk to customers who left us."),
        ("Tenders, always on time.", "One target for the quarter."),
        ("", "Slides about customers, not about us."),
        ("The case studies in our language.", "More visits, fewer surveys."),
        ("", "Contacts from trade fairs within three days."),
        ("Quick figures for tenders.", "Customers want prices, not adjectives."),
        ("", "Share the target of the quarter."),
        ("Tenders in three languages.", "Customers first, then the brochure."),
        ("", "A price list we can trust."),
        ("Help with difficult tenders.", "Ask what customers pay for."),
        ("", "Slides in the customers' language."),
        ("Their texts for tenders.", "Fewer targets, one for both."),
    ),
}
"""What should the other team keep doing, and what to change first, by team."""

FIRST_NAMES = ("Ada", "Bruno", "Chloé", "Dario", "Élodie", "Femi", "Greta", "Hugo", "Inès", "Jonas")
LAST_NAMES = ("Abrell", "Bonnevay", "Castelin", "Dornach", "Esterle", "Fauvel", "Grandin", "Hartog")

HEADER = "# Invented, like everything about Meridian Industries.\n"

SETTINGS = (
    HEADER
    + """\
title:
  en: Sales–marketing alignment
  fr: Alignement marketing–ventes
client: Meridian Industries
consultant: Conseil & Associés
wave:
  en: Autumn 2026
  fr: Automne 2026
date: 2026-10-23
invented: true
footer:
  en: An invented example. Meridian Industries and its people do not exist.
  fr: Un exemple inventé. Meridian Industries et son personnel n'existent pas.
"""
)
