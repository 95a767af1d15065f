"""Words that carry grammar and no meaning of their own, by language, as `levelled` writes them."""

from __future__ import annotations

from survey.wording import levelled

_ENGLISH = """
a about above actually after again against all almost already also although always am an and
another any anybody anyone anything are aren't around as at away back be became because become
been before being below best better between both but by came can can't cannot come could couldn't
did didn't do does doesn't doing don't done down during each either else enough especially even
ever every everybody everyone everything few fewer first for from further get gets getting give
given go goes going got had hadn't has hasn't have haven't having he he'd he'll he's her here
here's hers herself him himself his how how's however i i'd i'll i'm i've if in instead into is
isn't it it'd it'll it's its itself just keep kept last least less let let's like likely lot lots
made mainly make makes making many may maybe me might mine more most mostly much must mustn't my
myself near nearly need needs never no nobody none nor not nothing now of off often on once one
ones only onto or other others otherwise ought our ours ourselves out over own perhaps please
possible put quite rather really same say says see seem seems seen several shan't she she'd she'll
she's should shouldn't since so some somebody someone something sometimes soon still stop such
sure take takes than that that's the their theirs them themselves then there there's therefore
these they they'd they'll they're they've thing things think this those though through thus till
to together too toward towards two under unless until up upon us use used using usually very want
wants was wasn't way ways we we'd we'll we're we've well went were weren't what what's whatever
when when's whenever where where's whether which while who who's whoever whole whom whose why
why's will with within without won't would wouldn't yes yet you you'd you'll you're you've your
yours yourself yourselves
"""

_FRENCH = """
à a absolument afin ai aie aient aies ailleurs ainsi ait alors apres après as assez au aucun
aucune aucuns aujourd'hui auprès aura aurai auraient aurais aurait auras aurez aurons auront aussi
autant autre autres aux auxquelles auxquels avaient avais avait avant avec avez aviez avions avoir
avons ayant ayez ayons beaucoup bien bon bonne bonnes bons c ça car ce ceci cela celle celles
celui cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez
ci comme comment concernant contre d dans davantage de déjà delà depuis derrière des dès désormais
deux devant devoir devons devraient devrait devrions doit doivent donc donner dont du dû durant
elle elles en encore enfin ensuite entre envers es est et étaient étais était étant étiez étions
être eu eue eues euh eurent eus eusse eussent eut eux évidemment faire fais faisait faisons fait
faite faites faits falloir fallait fasse fassent faudrait faut ferait fois font fort fur fus
furent fut grâce guère hors hui ici il ils j jamais je jusqu jusque l la là laquelle le lequel les
lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais malgré me même mêmes mes mettre
mien mienne mieux moi moins mon n ne néanmoins ni non nos notre nôtre nôtres nous nul on ont or ou
où oui outre par parce parfois parmi part pas passer pendant petit peu peut peuvent peux plus
plusieurs plutôt point pour pourquoi pourraient pourrait pouvoir pouvons presque près puis puisqu
puisque qu quand quant que quel quelle quelles quelqu quelque quelquefois quelques quels qui quoi
quoique rien s sa sans sauf se selon sera serai seraient serais serait seras serez serons seront
ses seulement si sien sienne sinon soi soient sois soit sommes son sont souvent soyez soyons suis
sur surtout t ta tant te tel telle telles tels tes toi ton toujours tous tout toute toutefois
toutes très trop tu un une unes uns va vais vers veut veulent via voici voilà voir voire vont vos
votre vôtre vous vraiment vu y
"""

STOP_WORDS = {
    language: frozenset(levelled(word) for word in words.split())
    for language, words in (("en", _ENGLISH), ("fr", _FRENCH))
}
"""By language code; accents levelled, apostrophes straight."""

EVERY_STOP_WORD = frozenset().union(*STOP_WORDS.values())
